package io.millrace.dsl;

import io.millrace.engine.operator.JoinGrace;
import io.millrace.engine.operator.TableShape;
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
    Serde<K> leftKeySerde() {
        return keySerde;
    }

    @Nullable
    Serde<V> leftValueSerde() {
        return leftValueSerde;
    }

    /** Puts in serdes where the user gave none. */
    JoinedSettings<K, V, VT> defaulting(@Nullable Serde<K> keys, @Nullable Serde<V> values) {
        return new JoinedSettings<>(
                withKeySerde(Dsl.first(keySerde, keys)).withValueSerde(Dsl.first(leftValueSerde, values)));
    }

    /**
     * How long records wait; null when they do not.
     *
     * @param name the name of the join's node
     * @param table the shape of the table, which must know the past
     */
    @Nullable
    JoinGrace<K, V> grace(String name, TableShape table) {
        if (gracePeriod == null) {
            return null;
        }
        long graceMs = gracePeriod.toMillis();
        if (!table.isVersioned()) {
            throw new IllegalArgumentException("grace period of join " + name + ": " + graceMs + " ms, but the table is"
                    + " not versioned (expected: a table with a store of Stores.persistentVersionedKeyValueStore)");
        }
        if (table.historyMs() < graceMs) {
            throw new IllegalArgumentException("grace period of join " + name + ": " + graceMs
                    + " ms (expected: at most the history retention of the table's store, " + table.historyMs()
                    + " ms)");
        }
        return new JoinGrace<>(name + "-Buffer", graceMs, name, keySerde, leftValueSerde);
    }
}
