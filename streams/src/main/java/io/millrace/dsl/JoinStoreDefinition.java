package io.millrace.dsl;

import io.millrace.graph.StoreDefinition;
import io.millrace.store.History;
import io.millrace.store.TypedStores;
import io.millrace.streams.DslStoreFormat;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.JoinWindows;
import io.millrace.streams.state.DslWindowParams;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.WindowBytesStoreSupplier;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * The store of one stream of a join: every record under its key and timestamp, for as long as a partner may come.
 *
 * @param name the store's name
 * @param supplier the user's; null to choose one when the configuration is known
 * @param keySerde null for the default
 * @param valueSerde null for the default
 * @param windows how long partners may come
 * @param choices the rest
 */
record JoinStoreDefinition<K, V>(
        String name,
        @Nullable WindowBytesStoreSupplier supplier,
        @Nullable Serde<K> keySerde,
        @Nullable Serde<V> valueSerde,
        JoinWindows windows,
        StoreChoices choices)
        implements StoreDefinition {

    @Override
    public StoreBuilder<?> builder(StreamsConfig config) {
        WindowBytesStoreSupplier bytes =
                supplier != null ? supplier : choices.kind(config).windowStore(params());
        return choices().applyTo(TypedStores.withHeadersLogged(Stores.windowStoreBuilder(bytes, keySerde, valueSerde)));
    }

    private DslWindowParams params() {
        return new DslWindowParams(
                name,
                Duration.ofMillis(windowRetentionMs()),
                Duration.ofMillis(windows.size()),
                true,
                EmitStrategy.onWindowUpdate(),
                false,
                DslStoreFormat.PLAIN);
    }

    /** Every record has a key of its own in the changelog, so there is nothing to compact. */
    @Override
    public StoreChoices choices() {
        if (supplier != null) {
            return choices;
        }
        Map<String, String> topicConfig = new TreeMap<>(choices.topicConfig());
        topicConfig.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        return new StoreChoices(choices.kind(), choices.logging(), choices.caching(), topicConfig);
    }

    private long windowRetentionMs() {
        return windows.size() + windows.gracePeriodMs();
    }

    @Override
    public History history() {
        return new History.Windows(windowRetentionMs());
    }
}
