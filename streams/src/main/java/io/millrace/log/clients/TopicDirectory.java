package io.millrace.log.clients;

import io.millrace.log.Log;
import io.millrace.log.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics as clients see them: made on first use, and remembered, so that sending a record does not ask the log.
 * Shared by all clients of a door; thread safe.
 */
final class TopicDirectory {

    /** There are no brokers, but clients expect a partition to have a leader. */
    private static final Node HERE = new Node(0, "embedded", -1);

    private final Log log;
    private final int defaultPartitions;
    private final Map<String, Integer> known = new ConcurrentHashMap<>();
    private volatile Cluster cluster = Cluster.empty();

    TopicDirectory(Log log, int defaultPartitions) {
        this.log = log;
        this.defaultPartitions = defaultPartitions;
    }

    /** Every topic, with its number of partitions, as it is now. */
    Map<String, Integer> refresh() {
        Map<String, Integer> counts = log.topics().partitionCounts();
        known.keySet().retainAll(counts.keySet());
        known.putAll(counts);
        return counts;
    }

    /** How many partitions a topic has; it is made if it does not exist. */
    int partitionCount(String topic) {
        Integer count = known.get(topic);
        return count != null ? count : findOrMake(topic);
    }

    private int findOrMake(String topic) {
        Integer count = refresh().get(topic);
        if (count != null) {
            return count;
        }
        try {
            log.topics().create(List.of(new TopicSpec(topic, defaultPartitions, Map.of())));
        } catch (TopicExistsException madeMeanwhile) {
            // Another client was quicker; its number of partitions counts.
        }
        return refresh().getOrDefault(topic, defaultPartitions);
    }

    List<PartitionInfo> partitions(String topic) {
        return describe(topic, partitionCount(topic));
    }

    static List<PartitionInfo> describe(String topic, int count) {
        Node[] here = {HERE};
        List<PartitionInfo> partitions = new ArrayList<>(count);
        for (int partition = 0; partition < count; partition++) {
            partitions.add(new PartitionInfo(topic, partition, HERE, here, here));
        }
        return partitions;
    }

    /** The known topics in the form that a user's partitioner is given. */
    Cluster cluster() {
        Cluster last = cluster;
        if (!last.topics().equals(known.keySet())) {
            List<PartitionInfo> partitions = new ArrayList<>();
            known.forEach((topic, count) -> partitions.addAll(describe(topic, count)));
            last = new Cluster("embedded", List.of(HERE), partitions, Set.of(), Set.of());
            cluster = last;
        }
        return last;
    }
}
