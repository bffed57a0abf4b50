package io.millrace.streams;

import io.millrace.streams.processor.TaskId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One task as it is at this moment. Part of {@link ThreadMetadata}; immutable. */
public interface TaskMetadata {

    /** The task. */
    TaskId taskId();

    /** The partitions that it reads. */
    Set<TopicPartition> topicPartitions();

    /** For each partition, the offset that was committed last; -1 when there is none yet. */
    Map<TopicPartition, Long> committedOffsets();

    /** For each partition, the offset after its last record, as far as known here; -1 when not known yet. */
    Map<TopicPartition, Long> endOffsets();

    /**
     * Since when the task waits for records of an empty partition before it processes those of the others; see
     * {@code max.task.idle.ms}.
     *
     * @return wall-clock time in milliseconds since the epoch; empty when it does not wait
     */
    Optional<Long> timeCurrentIdlingStarted();

    /** Equal when task and partitions are. */
    @Override
    boolean equals(@Nullable Object other);

    @Override
    int hashCode();
}
