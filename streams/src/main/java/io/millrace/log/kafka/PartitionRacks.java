package io.millrace.log.kafka;

import io.millrace.log.LogException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In which racks partitions are: those of the brokers that have copies of them. The leader's metadata knows them of
 * what it reads; of all other topics, changelogs above all, the cluster is asked, once, when the first is wanted. What
 * it does not tell stays unknown, and tasks are shared out without regard to racks. Used by one thread.
 */
final class PartitionRacks {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionRacks.class);

    private final KafkaTopics topics;
    private final Map<TopicPartition, Set<String>> known = new HashMap<>();
    private final Set<String> open = new TreeSet<>();

    /**
     * @param metadata what the leader knows
     * @param wanted the partitions that may be asked about
     */
    PartitionRacks(Cluster metadata, Collection<TopicPartition> wanted, KafkaTopics topics) {
        this.topics = topics;
        for (TopicPartition partition : wanted) {
            PartitionInfo info = metadata.partition(partition);
            Node[] replicas = info == null ? null : info.replicas();
            if (replicas == null || replicas.length == 0) {
                open.add(partition.topic());
            } else {
                known.put(partition, racks(List.of(replicas)));
            }
        }
    }

    /** Empty when nothing is known of the partition; an empty set when its brokers name no racks. */
    Optional<Set<String>> of(TopicPartition partition) {
        if (!known.containsKey(partition) && !open.isEmpty()) {
            ask();
        }
        return Optional.ofNullable(known.get(partition));
    }

    private void ask() {
        Set<String> asked = new HashSet<>(open);
        open.clear();
        try {
            topics.partitions(asked)
                    .forEach((topic, partitions) -> partitions.forEach(partition ->
                            known.put(new TopicPartition(topic, partition.partition()), racks(partition.replicas()))));
        } catch (LogException e) {
            LOG.warn("In which racks the partitions of {} are cannot be told now", asked, e);
        }
    }

    private static Set<String> racks(List<Node> replicas) {
        Set<String> racks = new HashSet<>();
        for (Node replica : replicas) {
            if (replica.hasRack()) {
                racks.add(replica.rack());
            }
        }
        return Set.copyOf(racks);
    }
}
