package io.millrace.dsl;

import io.millrace.graph.StoreDefinition;
import io.millrace.store.History;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.state.DslWindowParams;
import io.millrace.streams.state.HeadersBytesStoreSupplier;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.WindowBytesStoreSupplier;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * The store of a windowed aggregation: one value per key and window and its timestamp.
 *
 * @param name the store's name
 * @param supplier makes the bytes store; null to choose one when the configuration is known
 * @param keySerde null for the default
 * @param valueSerde null for the default
 * @param windows the kind of windows
 * @param strategy when results are passed on
 * @param windowRetentionMs how long windows are kept at least
 * @param choices the rest
 */
record WindowDefinition<K, V>(
        String name,
        @Nullable WindowBytesStoreSupplier supplier,
        @Nullable Serde<K> keySerde,
        @Nullable Serde<V> valueSerde,
        TimeWindowing windows,
        EmitStrategy strategy,
        long windowRetentionMs,
        StoreChoices choices)
        implements StoreDefinition {

    @Override
    public StoreBuilder<?> builder(StreamsConfig config) {
        WindowBytesStoreSupplier bytes =
                supplier != null ? supplier : choices.kind(config).windowStore(params(config));
        return choices.applyTo(
                bytes instanceof HeadersBytesStoreSupplier
                        ? Stores.timestampedWindowStoreWithHeadersBuilder(bytes, keySerde, valueSerde)
                        : Stores.timestampedWindowStoreBuilder(bytes, keySerde, valueSerde));
    }

    @Override
    public History history() {
        return new History.Windows(windowRetentionMs);
    }

    private DslWindowParams params(StreamsConfig config) {
        return new DslWindowParams(
                name,
                Duration.ofMillis(windowRetentionMs),
                Duration.ofMillis(windows.sizeMs()),
                false,
                strategy,
                windows instanceof TimeWindowing.Sliding,
                StoreChoices.format(config));
    }
}
