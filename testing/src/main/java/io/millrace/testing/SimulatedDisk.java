package io.millrace.testing;

import io.millrace.log.LogException;
import io.millrace.log.TopicSpec;
import io.millrace.store.memory.MemoryDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** What outlives a crash: topics, records, committed offsets and state. */
final class SimulatedDisk {

    private final SortedMap<String, List<SimulatedPartition>> topics = new TreeMap<>();
    private final SortedMap<String, Map<TopicPartition, OffsetAndMetadata>> groups = new TreeMap<>();
    private MemoryDatabase.@Nullable Snapshot state;
    private final SortedMap<String, Uuid> ids = new TreeMap<>();
    private long topicsVersion;

    /** Moves on whenever a topic comes or goes. */
    long topicsVersion() {
        return topicsVersion;
    }

    SortedMap<String, Integer> partitionCounts() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        topics.forEach((name, partitions) -> counts.put(name, partitions.size()));
        return counts;
    }

    void create(TopicSpec topic) {
        if (topics.containsKey(topic.name())) {
            throw new TopicExistsException("topic " + topic.name() + " exists already");
        }
        List<SimulatedPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < topic.partitions(); partition++) {
            partitions.add(new SimulatedPartition(new TopicPartition(topic.name(), partition)));
        }
        topics.put(topic.name(), List.copyOf(partitions));
        topicsVersion++;
        ids.put(topic.name(), new Uuid(1, topicsVersion));
    }

    Map<String, Uuid> ids(Set<String> names) {
        Map<String, Uuid> found = new TreeMap<>(ids);
        found.keySet().retainAll(names);
        return found;
    }

    void delete(String topic) {
        ids.remove(topic);
        if (topics.remove(topic) != null) {
            groups.values()
                    .forEach(offsets -> offsets.keySet()
                            .removeIf(partition -> partition.topic().equals(topic)));
            topicsVersion++;
        }
    }

    @Nullable
    SimulatedPartition find(TopicPartition partition) {
        List<SimulatedPartition> partitions = topics.get(partition.topic());
        return partitions == null || partition.partition() < 0 || partition.partition() >= partitions.size()
                ? null
                : partitions.get(partition.partition());
    }

    SimulatedPartition partition(TopicPartition partition) {
        SimulatedPartition found = find(partition);
        if (found == null) {
            throw new LogException("unknown partition " + partition
                    + " (expected: one of a topic that exists); make the" + " topic first");
        }
        return found;
    }

    /** What a group has committed; to be changed only by a commit that has become durable. */
    Map<TopicPartition, OffsetAndMetadata> offsets(String group) {
        return groups.computeIfAbsent(group, name -> new TreeMap<>(Partitions.ORDER));
    }

    /** The state that the last process left behind; null when there was none. */
    MemoryDatabase.@Nullable Snapshot state() {
        return state;
    }

    void state(MemoryDatabase.Snapshot left) {
        state = left;
    }

    void crash() {
        topics.values().forEach(partitions -> partitions.forEach(SimulatedPartition::crash));
    }
}
