package io.millrace.dsl;

import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.state.KeyValueStore;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * How a table's topic is read and how the table is kept, where the user said one, both or neither.
 *
 * @param settings how it is read
 * @param store how it is kept
 */
record TableInput<K, V>(
        ConsumedSettings<K, V> settings, MaterializedSettings<K, V, KeyValueStore<Bytes, byte[]>> store) {

    /** Makes a name for the store where there is none, which takes a number of the counter. */
    TableInput(
            Dsl dsl,
            String topic,
            @Nullable Consumed<K, V> consumed,
            @Nullable Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        this(
                consumed,
                new MaterializedSettings<>(
                        dsl, materialized == null ? Materialized.with(null, null) : materialized, topic + "-"));
        // The store's bytes are the topic's: a serde given for the topic is the store's too, also if it is the default.
        store.withKeySerde(settings.keySerde()).withValueSerde(settings.valueSerde());
    }

    private TableInput(
            @Nullable Consumed<K, V> consumed, MaterializedSettings<K, V, KeyValueStore<Bytes, byte[]>> store) {
        this(
                new ConsumedSettings<>(
                        consumed == null ? Consumed.with(store.keySerde(), store.valueSerde()) : consumed),
                store);
    }
}
