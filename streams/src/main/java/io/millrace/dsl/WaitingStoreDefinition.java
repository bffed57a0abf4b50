package io.millrace.dsl;

import io.millrace.engine.operator.WaitingSerdes;
import io.millrace.graph.StoreDefinition;
import io.millrace.store.History;
import io.millrace.streams.DslStoreFormat;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.state.BuiltInDslStoreSuppliers;
import io.millrace.streams.state.DslKeyValueParams;
import io.millrace.streams.state.DslStoreSuppliers;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.WindowBytesStoreSupplier;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * The store of the records of a left or outer join that have found no partner yet.
 *
 * @param name the store's name
 * @param neighbour the user's supplier of the first stream's store, whose kind this one follows; null for none
 * @param keySerde null for the default
 * @param valueSerde null for the default
 * @param otherValueSerde null for the default
 * @param choices the rest
 */
record WaitingStoreDefinition<K, V1, V2>(
        String name,
        @Nullable WindowBytesStoreSupplier neighbour,
        @Nullable Serde<K> keySerde,
        @Nullable Serde<V1> valueSerde,
        @Nullable Serde<V2> otherValueSerde,
        StoreChoices choices)
        implements StoreDefinition {

    @Override
    @SuppressWarnings("unchecked") // a user who names no serde promises that the default one fits
    public StoreBuilder<?> builder(StreamsConfig config) {
        Serde<K> keys = keySerde != null ? keySerde : (Serde<K>) config.defaultKeySerde();
        Serde<V1> values = valueSerde != null ? valueSerde : (Serde<V1>) config.defaultValueSerde();
        Serde<V2> otherValues = otherValueSerde != null ? otherValueSerde : (Serde<V2>) config.defaultValueSerde();
        return choices.applyTo(Stores.keyValueStoreBuilder(
                kind(config).keyValueStore(new DslKeyValueParams(name, DslStoreFormat.PLAIN)),
                WaitingSerdes.keys(keys),
                WaitingSerdes.values(values, otherValues)));
    }

    private DslStoreSuppliers kind(StreamsConfig config) {
        String scope = neighbour == null ? "" : neighbour.metricsScope();
        return switch (scope) {
            case "in-memory-window" -> BuiltInDslStoreSuppliers.IN_MEMORY;
            case "rocksdb-window" -> BuiltInDslStoreSuppliers.ROCKS_DB;
            default -> choices.kind(config);
        };
    }

    @Override
    public History history() {
        return new History.Newest();
    }
}
