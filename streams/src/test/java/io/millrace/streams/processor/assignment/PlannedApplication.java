package io.millrace.streams.processor.assignment;

import io.millrace.streams.processor.TaskId;
import io.millrace.streams.state.HostInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/** An application as an assignor sees it, put together by a test. */
public final class PlannedApplication implements ApplicationState {

    private final SortedMap<ProcessId, KafkaStreamsState> states = new TreeMap<>();
    private final SortedMap<TaskId, TaskInfo> tasks = new TreeMap<>();
    private AssignmentConfigs configs = new AssignmentConfigs(10_000L, 2, 0, 600_000L, List.of());

    /** An instance. */
    public record Process(
            ProcessId processId,
            int numProcessingThreads,
            SortedSet<TaskId> previousActiveTasks,
            SortedMap<TaskId, Long> lags,
            Map<String, String> clientTags,
            Optional<String> rackId)
            implements KafkaStreamsState {

        @Override
        public SortedSet<String> consumerClientIds() {
            return new TreeSet<>(Set.of(processId + "-consumer"));
        }

        @Override
        public SortedSet<TaskId> previousStandbyTasks() {
            SortedSet<TaskId> copies = new TreeSet<>(lags.keySet());
            copies.removeAll(previousActiveTasks);
            return copies;
        }

        @Override
        public long lagFor(TaskId task) {
            return previousActiveTasks.contains(task) ? -2 : lags.getOrDefault(task, 1_000_000L);
        }

        @Override
        public SortedSet<TaskId> prevTasksByLag(String consumerClientId) {
            return new TreeSet<>(lags.keySet());
        }

        @Override
        public Map<TaskId, Long> statefulTasksToLagSums() {
            return lags;
        }

        @Override
        public Optional<HostInfo> hostInfo() {
            return Optional.empty();
        }
    }

    private record Task(TaskId id, boolean isStateful, Set<TaskTopicPartition> topicPartitions) implements TaskInfo {
        @Override
        public Set<String> stateStoreNames() {
            return isStateful ? Set.of("store") : Set.of();
        }
    }

    private record Partition(
            TopicPartition topicPartition, boolean isSource, boolean isChangelog, Optional<Set<String>> rackIds)
            implements TaskTopicPartition {}

    /** The instance of a number. */
    public static ProcessId process(int number) {
        return new ProcessId(new UUID(0, number));
    }

    /** Adds tasks of a subtopology; its partitions have replicas in the racks, in turn. */
    public PlannedApplication tasks(int subtopology, int count, boolean stateful, String... racks) {
        for (int i = 0; i < count; i++) {
            Optional<Set<String>> rack =
                    racks.length == 0 ? Optional.empty() : Optional.of(Set.of(racks[i % racks.length]));
            TaskId id = new TaskId(subtopology, i);
            Map<String, TaskTopicPartition> partitions = new HashMap<>();
            TopicPartition source = new TopicPartition("in-" + subtopology, i);
            partitions.put("in", new Partition(source, true, false, rack));
            if (stateful) {
                TopicPartition changelog = new TopicPartition("log-" + subtopology, i);
                partitions.put("log", new Partition(changelog, false, true, rack));
            }
            tasks.put(id, new Task(id, stateful, Set.copyOf(partitions.values())));
        }
        return this;
    }

    /** Adds an instance. */
    public PlannedApplication process(int number, int threads, Set<TaskId> active, Map<TaskId, Long> lags) {
        return process(number, threads, active, lags, Map.of(), null);
    }

    /** Adds an instance with tags and a rack. */
    public PlannedApplication process(
            int number,
            int threads,
            Set<TaskId> active,
            Map<TaskId, Long> lags,
            Map<String, String> tags,
            String rack) {
        states.put(
                process(number),
                new Process(
                        process(number),
                        threads,
                        new TreeSet<>(active),
                        new TreeMap<>(lags),
                        tags,
                        Optional.ofNullable(rack)));
        return this;
    }

    /** Sets how many copies and warm-ups there are. */
    public PlannedApplication copies(int standby, int warmups) {
        configs = new AssignmentConfigs(10_000L, warmups, standby, 600_000L, List.of());
        return this;
    }

    /** Sets in which tags copies differ. */
    public PlannedApplication tags(int standby, String... tags) {
        configs = new AssignmentConfigs(10_000L, 2, standby, 600_000L, List.of(tags));
        return this;
    }

    /** Makes racks count. */
    public PlannedApplication racks(int standby, String strategy, int trafficCost, int moveCost) {
        configs = new AssignmentConfigs(
                10_000L,
                2,
                standby,
                600_000L,
                List.of(),
                OptionalInt.of(trafficCost),
                OptionalInt.of(moveCost),
                strategy);
        return this;
    }

    @Override
    public Map<ProcessId, KafkaStreamsState> kafkaStreamsStates(boolean computeTaskLags) {
        return states;
    }

    @Override
    public AssignmentConfigs assignmentConfigs() {
        return configs;
    }

    @Override
    public Map<TaskId, TaskInfo> allTasks() {
        return tasks;
    }
}
