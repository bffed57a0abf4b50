package io.millrace.dsl;

import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.spi.SourceDefinition;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** What the user wrote into a {@link Consumed}. */
final class ConsumedSettings<K, V> extends Consumed<K, V> {

    ConsumedSettings(Consumed<K, V> consumed) {
        super(Dsl.given(consumed, "consumed"));
    }

    @Nullable
    String name() {
        return processorName;
    }

    @Nullable
    Serde<K> keySerde() {
        return keySerde;
    }

    @Nullable
    Serde<V> valueSerde() {
        return valueSerde;
    }

    SourceDefinition source(String name, Collection<String> topics) {
        return source(name, topics, null);
    }

    SourceDefinition source(String name, Pattern pattern) {
        return source(name, List.of(), pattern);
    }

    private SourceDefinition source(String name, Collection<String> topics, @Nullable Pattern pattern) {
        return new SourceDefinition(
                name,
                List.copyOf(topics),
                pattern,
                resetPolicy,
                timestampExtractor,
                keySerde == null ? null : keySerde.deserializer(),
                valueSerde == null ? null : valueSerde.deserializer());
    }
}
