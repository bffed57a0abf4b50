package io.millrace.runtime;

import io.millrace.log.Isolation;
import io.millrace.log.Topics;
import io.millrace.streams.TaskMetadata;
import io.millrace.streams.ThreadMetadata;
import io.millrace.streams.processor.TaskId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What a thread is doing, as of one moment. Immutable. */
record ThreadView(String threadName, String threadState, Set<TaskMetadata> activeTasks) implements ThreadMetadata {

    static ThreadView of(WorkerThread thread, String group, @Nullable Backend backend) {
        Set<TaskMetadata> tasks = thread.tasks().entries().stream()
                .map(task -> TaskView.of(task, group, backend))
                .collect(Collectors.toUnmodifiableSet());
        return new ThreadView(thread.name(), thread.phase().name(), tasks);
    }

    @Override
    public Set<TaskMetadata> standbyTasks() {
        return Set.of();
    }

    @Override
    public String consumerClientId() {
        return threadName + "-consumer";
    }

    @Override
    public String restoreConsumerClientId() {
        return threadName + "-restore-consumer";
    }

    @Override
    public Set<String> producerClientIds() {
        return Set.of(threadName + "-producer");
    }

    @Override
    public String adminClientId() {
        return threadName.substring(0, threadName.indexOf("-StreamThread-")) + "-admin";
    }

    private record TaskView(
            TaskId taskId,
            Set<TopicPartition> topicPartitions,
            Map<TopicPartition, Long> committedOffsets,
            Map<TopicPartition, Long> endOffsets)
            implements TaskMetadata {

        static TaskView of(TaskList.Entry task, String group, @Nullable Backend backend) {
            if (backend == null) {
                return new TaskView(task.id(), task.inputs(), Map.of(), Map.of());
            }
            Topics topics = backend.log().topics();
            Map<TopicPartition, Long> committed = new HashMap<>();
            topics.committed(group, task.inputs())
                    .forEach((partition, offset) -> committed.put(partition, offset.offset()));
            Map<TopicPartition, Long> ends = topics.endOffsets(task.inputs(), Isolation.COMMITTED);
            return new TaskView(task.id(), task.inputs(), Map.copyOf(committed), Map.copyOf(ends));
        }

        @Override
        public Optional<Long> timeCurrentIdlingStarted() {
            return Optional.empty();
        }
    }
}
