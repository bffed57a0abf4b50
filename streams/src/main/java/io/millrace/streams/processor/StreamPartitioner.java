package io.millrace.streams.processor;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the partitions of an output topic for a record. Without one, records with a key go where the hash of the
 * key's bytes says, as every Kafka producer does it.
 *
 * <p>Should depend on its arguments only: one object may serve several tasks, on several threads at once.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface StreamPartitioner<K extends @Nullable Object, V extends @Nullable Object> {

    /**
     * Chooses the partitions for one record.
     *
     * @param topic the topic that the record is written to
     * @param key the key; may be null
     * @param value the value; may be null
     * @param numPartitions how many partitions the topic has; valid answers are 0 to {@code numPartitions - 1}
     * @return the partitions that each get a copy of the record; an empty set drops the record; an empty
     *     {@code Optional} leaves the choice to the default partitioning
     */
    Optional<Set<Integer>> partitions(String topic, K key, V value, int numPartitions);
}
