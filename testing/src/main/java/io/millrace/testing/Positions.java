package io.millrace.testing;

import io.millrace.log.Fetched;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Where a reader or a member reads on, and what it leaves out. */
final class Positions {

    private final SortedMap<TopicPartition, Long> next = new TreeMap<>(Partitions.ORDER);
    private final Set<TopicPartition> paused = new HashSet<>();

    boolean contains(TopicPartition partition) {
        return next.containsKey(partition);
    }

    long get(TopicPartition partition) {
        Long offset = next.get(partition);
        if (offset == null) {
            throw new AssertionError("no position in " + partition + " (there are " + next + ")");
        }
        return offset;
    }

    void set(TopicPartition partition, long offset) {
        next.put(partition, offset);
    }

    void remove(TopicPartition partition) {
        next.remove(partition);
        paused.remove(partition);
    }

    /** Replaces all; what stays paused is what was paused and is still there. */
    void replace(Map<TopicPartition, Long> offsets) {
        next.clear();
        next.putAll(offsets);
        paused.retainAll(offsets.keySet());
    }

    void pause(Set<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            if (next.containsKey(partition)) {
                paused.add(partition);
            }
        }
    }

    void resume(Set<TopicPartition> partitions) {
        paused.removeAll(partitions);
    }

    /** Reads on in every partition that is not paused; nothing moves if one of them cannot be read. */
    List<Fetched> fetch(SimulatedDisk disk, boolean submitted, int recordsPerPartition) {
        List<Fetched> fetched = new ArrayList<>();
        for (Map.Entry<TopicPartition, Long> position : next.entrySet()) {
            if (!paused.contains(position.getKey())) {
                Fetched found =
                        disk.partition(position.getKey()).read(position.getValue(), submitted, recordsPerPartition);
                if (found.nextOffset() > position.getValue()) {
                    fetched.add(found);
                }
            }
        }
        fetched.forEach(found -> next.put(found.partition(), found.nextOffset()));
        return fetched;
    }
}
