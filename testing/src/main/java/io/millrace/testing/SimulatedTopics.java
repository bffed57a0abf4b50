package io.millrace.testing;

import io.millrace.log.Isolation;
import io.millrace.log.TopicSpec;
import io.millrace.log.Topics;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidTopicException;

/** The topics of a simulated log. What is done here is durable at once. */
final class SimulatedTopics implements Topics {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private final SimulatedProcess process;

    SimulatedTopics(SimulatedProcess process) {
        this.process = process;
    }

    @Override
    public Map<String, Integer> partitionCounts() {
        process.enter(PortCall.Kind.TOPICS, "list");
        return process.disk.partitionCounts();
    }

    @Override
    public void create(Collection<TopicSpec> topics) {
        process.enter(
                PortCall.Kind.TOPICS,
                "create " + topics.stream().map(TopicSpec::name).toList());
        for (TopicSpec topic : topics) {
            if (!NAME.matcher(topic.name()).matches()
                    || topic.name().equals(".")
                    || topic.name().equals("..")) {
                throw new InvalidTopicException("topic name: '" + topic.name()
                        + "' (expected: 1 to 249 letters, digits, '.', '_' or '-', and not '.' or '..')");
            }
            process.disk.create(topic);
        }
    }

    @Override
    public void delete(Collection<String> names) {
        process.enter(PortCall.Kind.TOPICS, "delete " + names);
        names.forEach(process.disk::delete);
    }

    @Override
    public Map<String, Uuid> ids(Set<String> names) {
        process.enter(PortCall.Kind.TOPICS, "ids " + new TreeSet<>(names));
        return process.disk.ids(names);
    }

    @Override
    public Map<TopicPartition, Long> startOffsets(Set<TopicPartition> partitions) {
        process.enter(PortCall.Kind.TOPICS, "starts " + sorted(partitions));
        SortedMap<TopicPartition, Long> starts = new TreeMap<>(Partitions.ORDER);
        partitions.forEach(name -> starts.put(name, process.disk.partition(name).start()));
        return starts;
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Set<TopicPartition> partitions, Isolation isolation) {
        process.enter(PortCall.Kind.TOPICS, "ends " + sorted(partitions) + " " + isolation);
        SortedMap<TopicPartition, Long> ends = new TreeMap<>(Partitions.ORDER);
        for (TopicPartition name : partitions) {
            SimulatedPartition partition = process.disk.partition(name);
            ends.put(name, isolation == Isolation.COMMITTED ? partition.durableEnd() : partition.end());
        }
        return ends;
    }

    @Override
    public Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Long> timestamps) {
        SortedMap<TopicPartition, Long> sorted = new TreeMap<>(Partitions.ORDER);
        sorted.putAll(timestamps);
        process.enter(PortCall.Kind.TOPICS, "at " + sorted);
        sorted.replaceAll((name, timestamp) -> process.disk.partition(name).offsetAt(timestamp));
        return sorted;
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(String group, Set<TopicPartition> partitions) {
        process.enter(PortCall.Kind.TOPICS, "committed " + group + " " + sorted(partitions));
        SortedMap<TopicPartition, OffsetAndMetadata> committed = new TreeMap<>(Partitions.ORDER);
        process.disk.offsets(group).forEach((partition, offset) -> {
            if (partitions.contains(partition)) {
                committed.put(partition, offset);
            }
        });
        return committed;
    }

    @Override
    public void purge(Map<TopicPartition, Long> beforeOffsets) {
        SortedMap<TopicPartition, Long> sorted = new TreeMap<>(Partitions.ORDER);
        sorted.putAll(beforeOffsets);
        process.enter(PortCall.Kind.TOPICS, "purge " + sorted);
        sorted.forEach((name, before) -> process.disk.partition(name).purge(before));
    }

    private static Collection<TopicPartition> sorted(Set<TopicPartition> partitions) {
        return partitions.stream().sorted(Partitions.ORDER).toList();
    }
}
