package io.millrace.dsl;

import io.millrace.streams.kstream.Grouped;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** What the user wrote into a {@link Grouped}. */
final class GroupedSettings<K, V> extends Grouped<K, V> {

    GroupedSettings(Grouped<K, V> grouped) {
        super(Dsl.given(grouped, "grouped"));
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
}
