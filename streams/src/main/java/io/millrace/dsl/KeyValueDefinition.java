package io.millrace.dsl;

import io.millrace.graph.StoreDefinition;
import io.millrace.store.History;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.state.DslKeyValueParams;
import io.millrace.streams.state.HeadersBytesStoreSupplier;
import io.millrace.streams.state.KeyValueBytesStoreSupplier;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.VersionedBytesStoreSupplier;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * A table's store: the newest value per key and its timestamp, or, if the user's supplier says so, all versions.
 *
 * @param name the store's name
 * @param supplier makes the bytes store; null to choose one when the configuration is known
 * @param keySerde null for the default
 * @param valueSerde null for the default
 * @param choices the rest
 */
record KeyValueDefinition<K, V>(
        String name,
        @Nullable KeyValueBytesStoreSupplier supplier,
        @Nullable Serde<K> keySerde,
        @Nullable Serde<V> valueSerde,
        StoreChoices choices)
        implements StoreDefinition {

    @Override
    public StoreBuilder<?> builder(StreamsConfig config) {
        KeyValueBytesStoreSupplier bytes = supplier != null
                ? supplier
                : choices.kind(config).keyValueStore(new DslKeyValueParams(name, StoreChoices.format(config)));
        if (bytes instanceof VersionedBytesStoreSupplier versioned) {
            return choices.uncached().applyTo(Stores.versionedKeyValueStoreBuilder(versioned, keySerde, valueSerde));
        }
        return choices.applyTo(
                bytes instanceof HeadersBytesStoreSupplier
                        ? Stores.timestampedKeyValueStoreWithHeadersBuilder(bytes, keySerde, valueSerde)
                        : Stores.timestampedKeyValueStoreBuilder(bytes, keySerde, valueSerde));
    }

    @Override
    public History history() {
        return supplier instanceof VersionedBytesStoreSupplier versioned
                ? new History.Versions(versioned.historyRetentionMs())
                : new History.Newest();
    }
}
