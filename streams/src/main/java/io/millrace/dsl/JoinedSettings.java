package io.millrace.dsl;

import io.millrace.streams.kstream.Joined;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** What the user wrote into a {@link Joined}. */
final class JoinedSettings<K, V, VT> extends Joined<K, V, VT> {

    JoinedSettings(Joined<K, V, VT> joined) {
        super(Dsl.given(joined, "joined"));
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
    Serde<V> leftValueSerde() {
        return leftValueSerde;
    }
}
