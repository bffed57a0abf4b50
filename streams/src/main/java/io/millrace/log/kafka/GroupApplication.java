package io.millrace.log.kafka;

import io.millrace.log.Isolation;
import io.millrace.log.LogException;
import io.millrace.log.Peers;
import io.millrace.log.TaskCatalog;
import io.millrace.streams.errors.TaskAssignmentException;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.assignment.ApplicationState;
import io.millrace.streams.processor.assignment.AssignmentConfigs;
import io.millrace.streams.processor.assignment.KafkaStreamsState;
import io.millrace.streams.processor.assignment.ProcessId;
import io.millrace.streams.processor.assignment.TaskInfo;
import io.millrace.streams.processor.assignment.TaskTopicPartition;
import io.millrace.streams.state.HostInfo;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The application as its group sees it: the tasks there are, and what the members have said, put together by process.
 * How long changelogs are is asked of the brokers when lags are wanted. Members that speak a later version than we do
 * are no process until they have come down to ours. Used by one thread.
 */
final class GroupApplication implements ApplicationState {

    private final SortedMap<TaskId, TaskInfo> tasks = new TreeMap<>();
    private final AssignmentConfigs configs;
    private final SortedMap<ProcessId, GroupProcess> processes = new TreeMap<>();
    private final KafkaTopics topics;

    /**
     * @param metadata the topics that are read, as the leader knows them
     * @param inputs the tasks, each with what it reads
     * @param said what each member has said, by its id
     */
    GroupApplication(
            Peers peers,
            TaskCatalog catalog,
            Cluster metadata,
            SortedMap<TaskId, SortedSet<TopicPartition>> inputs,
            SortedMap<String, MemberMessage> said,
            GroupSubscription group,
            KafkaTopics topics) {
        this.configs = peers.configs();
        this.topics = topics;
        Set<TopicPartition> all = new HashSet<>();
        inputs.forEach((id, its) -> {
            all.addAll(its);
            all.addAll(catalog.changelogs(id).values());
        });
        PartitionRacks racks = new PartitionRacks(metadata, all, topics);
        inputs.forEach((id, its) -> tasks.put(id, Task.of(id, its, catalog.changelogs(id), racks)));
        said.forEach((id, member) -> {
            if (!member.isFromTheFuture()) {
                Subscription subscription = group.groupSubscription().get(id);
                Optional<String> rack = subscription == null ? Optional.empty() : subscription.rackId();
                processes
                        .computeIfAbsent(new ProcessId(member.process()), any -> new GroupProcess(any, member, rack))
                        .add(id, member, tasks.keySet());
            }
        });
    }

    /** The ids of a process's members. */
    SortedSet<String> members(ProcessId process) {
        GroupProcess found = processes.get(process);
        return found == null ? Collections.emptySortedSet() : found.consumerClientIds();
    }

    /** Where a process is reached. */
    Optional<HostInfo> host(ProcessId process) {
        return Optional.ofNullable(processes.get(process)).flatMap(GroupProcess::hostInfo);
    }

    @Override
    public Map<ProcessId, KafkaStreamsState> kafkaStreamsStates(boolean computeTaskLags) {
        Map<TaskId, Long> ends = computeTaskLags ? ends() : null;
        Map<ProcessId, KafkaStreamsState> states = new TreeMap<>();
        processes.forEach((id, process) -> states.put(id, process.withEnds(ends)));
        return states;
    }

    /** The sum of the ends of each task's changelogs; those that do not exist yet have none. */
    private Map<TaskId, Long> ends() {
        Set<TopicPartition> changelogs = new HashSet<>();
        tasks.values().forEach(task -> changelogs.addAll(changelogs(task)));
        Map<TopicPartition, Long> found = new HashMap<>();
        if (!changelogs.isEmpty()) {
            try {
                Map<String, Integer> counts = topics.partitionCounts();
                changelogs.removeIf(one -> one.partition() >= counts.getOrDefault(one.topic(), 0));
                found.putAll(topics.endOffsets(changelogs, Isolation.UNCOMMITTED));
            } catch (LogException e) {
                throw new TaskAssignmentException("cannot tell how long the changelogs are", e);
            }
        }
        Map<TaskId, Long> ends = new TreeMap<>();
        tasks.forEach((id, task) -> {
            if (task.isStateful()) {
                long sum = 0;
                for (TopicPartition changelog : changelogs(task)) {
                    sum += found.getOrDefault(changelog, 0L);
                }
                ends.put(id, sum);
            }
        });
        return ends;
    }

    private static Set<TopicPartition> changelogs(TaskInfo task) {
        Set<TopicPartition> changelogs = new HashSet<>();
        for (TaskTopicPartition partition : task.topicPartitions()) {
            if (partition.isChangelog()) {
                changelogs.add(partition.topicPartition());
            }
        }
        return changelogs;
    }

    @Override
    public AssignmentConfigs assignmentConfigs() {
        return configs;
    }

    @Override
    public Map<TaskId, TaskInfo> allTasks() {
        return Collections.unmodifiableMap(tasks);
    }

    private record Task(TaskId id, Set<String> stateStoreNames, Set<TaskTopicPartition> topicPartitions)
            implements TaskInfo {

        private static Task of(
                TaskId id,
                SortedSet<TopicPartition> inputs,
                SortedMap<String, TopicPartition> changelogs,
                PartitionRacks racks) {
            Set<TopicPartition> logs = new HashSet<>(changelogs.values());
            Set<TaskTopicPartition> all = new HashSet<>();
            inputs.forEach(input -> all.add(new Partition(input, true, logs.contains(input), racks)));
            logs.forEach(log -> all.add(new Partition(log, inputs.contains(log), true, racks)));
            return new Task(id, Set.copyOf(changelogs.keySet()), Set.copyOf(all));
        }

        @Override
        public boolean isStateful() {
            return !stateStoreNames.isEmpty();
        }
    }

    private record Partition(TopicPartition topicPartition, boolean isSource, boolean isChangelog, PartitionRacks racks)
            implements TaskTopicPartition {

        @Override
        public Optional<Set<String>> rackIds() {
            return racks.of(topicPartition);
        }

        @Override
        public String toString() {
            return topicPartition.toString();
        }
    }

    /** A process, put together from what its members say. */
    private static final class GroupProcess implements KafkaStreamsState {

        private final ProcessId id;
        private final @Nullable String endpoint;
        private final Map<String, String> tags;
        private final Optional<String> rack;
        private final SortedSet<String> members = new TreeSet<>();
        private final SortedSet<TaskId> active = new TreeSet<>();
        private final SortedMap<TaskId, Long> sums = new TreeMap<>();
        private @Nullable Map<TaskId, Long> ends;

        GroupProcess(ProcessId id, MemberMessage first, Optional<String> rack) {
            this.id = id;
            this.endpoint = first.endpoint();
            this.tags = Map.copyOf(first.tags());
            this.rack = rack;
        }

        private void add(String member, MemberMessage message, Set<TaskId> known) {
            members.add(member);
            message.offsetSums().forEach((task, sum) -> {
                if (known.contains(task) && sum == MemberMessage.AT_WORK) {
                    active.add(task);
                } else if (known.contains(task)) {
                    sums.merge(task, sum, Math::max);
                }
            });
        }

        private GroupProcess withEnds(@Nullable Map<TaskId, Long> now) {
            ends = now;
            return this;
        }

        private Map<TaskId, Long> requireEnds() {
            Map<TaskId, Long> known = ends;
            if (known == null) {
                throw new UnsupportedOperationException(
                        "lags were not asked for (expected: kafkaStreamsStates(true) before)");
            }
            return known;
        }

        @Override
        public ProcessId processId() {
            return id;
        }

        @Override
        public int numProcessingThreads() {
            return members.size();
        }

        @Override
        public SortedSet<String> consumerClientIds() {
            return Collections.unmodifiableSortedSet(members);
        }

        @Override
        public SortedSet<TaskId> previousActiveTasks() {
            return Collections.unmodifiableSortedSet(active);
        }

        @Override
        public SortedSet<TaskId> previousStandbyTasks() {
            SortedSet<TaskId> copies = new TreeSet<>(sums.keySet());
            copies.removeAll(active);
            return copies;
        }

        @Override
        public long lagFor(TaskId task) {
            Long end = requireEnds().get(task);
            if (end == null) {
                throw new IllegalStateException("task " + task + " has no state, or does not exist");
            }
            if (active.contains(task)) {
                return MemberMessage.AT_WORK;
            }
            return Math.max(0, end - Math.max(0, sums.getOrDefault(task, 0L)));
        }

        @Override
        public SortedSet<TaskId> prevTasksByLag(String consumerClientId) {
            SortedSet<TaskId> byLag =
                    new TreeSet<>(Comparator.comparingLong(this::lagFor).thenComparing(Comparator.naturalOrder()));
            requireEnds().keySet().forEach(task -> {
                if (active.contains(task) || sums.containsKey(task)) {
                    byLag.add(task);
                }
            });
            return byLag;
        }

        @Override
        public Map<TaskId, Long> statefulTasksToLagSums() {
            Map<TaskId, Long> lags = new TreeMap<>();
            requireEnds().keySet().forEach(task -> lags.put(task, lagFor(task)));
            return lags;
        }

        @Override
        public Optional<HostInfo> hostInfo() {
            return Optional.ofNullable(HostInfo.buildFromEndpoint(endpoint));
        }

        @Override
        public Map<String, String> clientTags() {
            return tags;
        }

        @Override
        public Optional<String> rackId() {
            return rack;
        }
    }
}
