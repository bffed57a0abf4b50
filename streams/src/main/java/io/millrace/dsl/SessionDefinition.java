package io.millrace.dsl;

import io.millrace.graph.StoreDefinition;
import io.millrace.store.History;
import io.millrace.streams.DslStoreFormat;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.state.DslSessionParams;
import io.millrace.streams.state.HeadersBytesStoreSupplier;
import io.millrace.streams.state.SessionBytesStoreSupplier;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.Stores;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * The store of an aggregation by session: one value per key and session.
 *
 * @param name the store's name
 * @param supplier makes the bytes store; null to choose one when the configuration is known
 * @param keySerde null for the default
 * @param valueSerde null for the default
 * @param strategy when results are passed on
 * @param sessionRetentionMs how long sessions are kept at least
 * @param choices the rest
 */
record SessionDefinition<K, V>(
        String name,
        @Nullable SessionBytesStoreSupplier supplier,
        @Nullable Serde<K> keySerde,
        @Nullable Serde<V> valueSerde,
        EmitStrategy strategy,
        long sessionRetentionMs,
        StoreChoices choices)
        implements StoreDefinition {

    @Override
    public StoreBuilder<?> builder(StreamsConfig config) {
        SessionBytesStoreSupplier bytes =
                supplier != null ? supplier : choices.kind(config).sessionStore(params(config));
        return choices.applyTo(
                bytes instanceof HeadersBytesStoreSupplier
                        ? Stores.sessionStoreWithHeadersBuilder(bytes, keySerde, valueSerde)
                        : Stores.sessionStoreBuilder(bytes, keySerde, valueSerde));
    }

    @Override
    public History history() {
        return new History.Windows(sessionRetentionMs);
    }

    /** Sessions have no timestamp but their end. */
    private DslSessionParams params(StreamsConfig config) {
        DslStoreFormat format = StoreChoices.format(config);
        return new DslSessionParams(
                name,
                Duration.ofMillis(sessionRetentionMs),
                strategy,
                format == DslStoreFormat.TIMESTAMPED ? DslStoreFormat.PLAIN : format);
    }
}
