package io.millrace.log;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** The topics of a log and what is committed of them. Thread safe. */
public interface Topics {

    /** Every topic that exists, with its number of partitions. */
    Map<String, Integer> partitionCounts();

    /**
     * Makes topics.
     *
     * @throws org.apache.kafka.common.errors.TopicExistsException if one exists already; those before it are made
     */
    void create(Collection<TopicSpec> topics);

    /** Removes topics with all their records; unknown names are passed over. */
    void delete(Collection<String> names);

    /**
     * The ids of those of the topics that exist and have one: a topic that is removed and made anew gets another. None
     * on a log whose topics only its own application removes.
     */
    default Map<String, Uuid> ids(Set<String> names) {
        return Map.of();
    }

    /** Where each partition begins: the offset of the first record that is kept. */
    Map<TopicPartition, Long> startOffsets(Set<TopicPartition> partitions);

    /** Where each partition ends for a reader: the offset after the last record that it would see. */
    Map<TopicPartition, Long> endOffsets(Set<TopicPartition> partitions, Isolation isolation);

    /**
     * Where each partition holds its first committed record that is not older than a timestamp; where it ends when
     * there is none. In offset order, not in timestamp order.
     *
     * @param timestamps milliseconds since the epoch
     */
    Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Long> timestamps);

    /** What a group has committed; partitions without a commit are left out. */
    Map<TopicPartition, OffsetAndMetadata> committed(String group, Set<TopicPartition> partitions);

    /** Removes the records before these offsets. */
    void purge(Map<TopicPartition, Long> beforeOffsets);
}
