package io.millrace.engine.operator;

import io.millrace.streams.processor.StreamPartitioner;
import java.util.Optional;
import java.util.Set;

/**
 * Sends an answer to the partition where the subscription came from: that has the entry, however the table's topic is
 * partitioned. Answers to subscriptions of old versions, which do not say, go by the hash of the key.
 *
 * @param <K> type of the primary key
 * @param <V> type of the foreign value
 */
public final class AnswerPartitioner<K, V> implements StreamPartitioner<K, SubscriptionAnswer<V>> {

    @Override
    public Optional<Set<Integer>> partitions(String topic, K key, SubscriptionAnswer<V> answer, int numPartitions) {
        int partition = answer.primaryPartition();
        return partition == SubscriptionMessage.UNKNOWN_PARTITION ? Optional.empty() : Optional.of(Set.of(partition));
    }
}
