package io.millrace.dsl;

import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.internals.WindowedSerializer;
import io.millrace.streams.processor.StreamPartitioner;
import io.millrace.streams.processor.TopicNameExtractor;
import io.millrace.streams.spi.SinkDefinition;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** What the user wrote into a {@link Produced}. */
final class ProducedSettings<K, V> extends Produced<K, V> {

    /** The user's settings, with the stream's serdes where the user gave none. */
    ProducedSettings(Produced<K, V> produced, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        super(Dsl.given(produced, "produced"));
        this.keySerde = Dsl.first(this.keySerde, keySerde);
        this.valueSerde = Dsl.first(this.valueSerde, valueSerde);
    }

    @Nullable
    String name() {
        return processorName;
    }

    SinkDefinition sink(String name, @Nullable String topic, @Nullable TopicNameExtractor<K, V> topicExtractor) {
        Serializer<K> keySerializer = keySerde == null ? null : keySerde.serializer();
        return new SinkDefinition(
                name,
                topic,
                topicExtractor,
                keySerializer,
                valueSerde == null ? null : valueSerde.serializer(),
                partitioner(keySerializer),
                List.of());
    }

    private @Nullable StreamPartitioner<?, ?> partitioner(@Nullable Serializer<K> keySerializer) {
        return partitioner == null && keySerializer instanceof WindowedSerializer<?> windowed
                ? new WindowedKeyPartitioner<>(windowed)
                : partitioner;
    }
}
