package io.millrace.dsl;

import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.internals.WindowedSerializer;
import io.millrace.streams.processor.StreamPartitioner;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;

/**
 * Sends all windows of a key to one partition: the one that the key without its window would go to.
 *
 * @param serializer writes the keys
 */
record WindowedKeyPartitioner<K, V>(WindowedSerializer<K> serializer) implements StreamPartitioner<Windowed<K>, V> {

    @Override
    public Optional<Set<Integer>> partitions(String topic, Windowed<K> windowed, V value, int numPartitions) {
        byte[] key = serializer.serializeBaseKey(topic, windowed);
        return Optional.of(Set.of(Utils.toPositive(Utils.murmur2(key)) % numPartitions));
    }
}
