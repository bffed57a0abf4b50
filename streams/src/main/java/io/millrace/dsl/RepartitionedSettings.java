package io.millrace.dsl;

import io.millrace.streams.kstream.Repartitioned;
import java.util.OptionalInt;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** What the user wrote into a {@link Repartitioned}. */
final class RepartitionedSettings<K, V> extends Repartitioned<K, V> {

    RepartitionedSettings(Repartitioned<K, V> repartitioned) {
        super(Dsl.given(repartitioned, "repartitioned"));
    }

    @Nullable
    String name() {
        return name;
    }

    @Nullable
    Serde<K> keySerde() {
        return keySerde;
    }

    @Nullable
    Serde<V> valueSerde() {
        return valueSerde;
    }

    /** The repartition, of a stream with these values. */
    Repartitioning<K, V> repartitioning(String topicName, @Nullable Serde<V> streamValueSerde) {
        // The stream's key serde is not used, other than its value serde: so does Kafka Streams, and the bytes must
        // agree.
        return new Repartitioning<>(
                topicName,
                false,
                name != null,
                keySerde,
                Dsl.first(valueSerde, streamValueSerde),
                partitioner,
                numberOfPartitions == null ? OptionalInt.empty() : OptionalInt.of(numberOfPartitions));
    }
}
