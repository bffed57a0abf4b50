package io.millrace.log.embedded;

import io.millrace.log.LogException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The topics that exist. Guarded by the {@link Gate}. */
final class TopicTable {

    private final Map<String, Topic> byName = new TreeMap<>();
    private int nextId;

    void add(Topic topic) {
        byName.put(topic.name(), topic);
    }

    @Nullable
    Topic remove(String name) {
        return byName.remove(name);
    }

    boolean contains(String name) {
        return byName.containsKey(name);
    }

    Collection<Topic> all() {
        return byName.values();
    }

    /** A number that no topic has had before. */
    int takeId() {
        return nextId++;
    }

    int nextId() {
        return nextId;
    }

    void nextId(int id) {
        nextId = id;
    }

    Map<String, Integer> partitionCounts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Topic topic : byName.values()) {
            counts.put(topic.name(), topic.partitions().size());
        }
        return counts;
    }

    /** Every partition of every topic. */
    List<Partition> partitions() {
        List<Partition> partitions = new ArrayList<>();
        for (Topic topic : byName.values()) {
            partitions.addAll(topic.partitions());
        }
        return partitions;
    }

    @Nullable
    Partition find(TopicPartition name) {
        Topic topic = byName.get(name.topic());
        if (topic == null
                || name.partition() < 0
                || name.partition() >= topic.partitions().size()) {
            return null;
        }
        return topic.partitions().get(name.partition());
    }

    Partition get(TopicPartition name) {
        Partition partition = find(name);
        if (partition == null) {
            throw new LogException("partition " + name + " does not exist (expected: a partition of one of the topics "
                    + partitionCounts() + "); make the topic first");
        }
        return partition;
    }
}
