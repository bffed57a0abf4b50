package io.millrace.dsl;

import io.millrace.streams.DslStoreFormat;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.state.DslStoreSuppliers;
import io.millrace.streams.state.StoreBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen for every kind of store.
 *
 * @param kind makes the bytes store; null for what the application's configuration says
 * @param logging whether there is a changelog
 * @param caching whether updates may be held back
 * @param topicConfig the user's settings of the changelog topic
 */
record StoreChoices(
        @Nullable DslStoreSuppliers kind, boolean logging, boolean caching, Map<String, String> topicConfig) {

    StoreChoices {
        topicConfig = Map.copyOf(topicConfig);
    }

    DslStoreSuppliers kind(StreamsConfig config) {
        return kind != null
                ? kind
                : config.getConfiguredInstance(
                        StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG, DslStoreSuppliers.class, config.originals());
    }

    /** How values are kept: with timestamps, which tables need, unless the configuration asks for headers too. */
    static DslStoreFormat format(StreamsConfig config) {
        return config.getString(StreamsConfig.DSL_STORE_FORMAT_CONFIG)
                        .equalsIgnoreCase(StreamsConfig.DSL_STORE_FORMAT_HEADERS)
                ? DslStoreFormat.HEADERS
                : DslStoreFormat.TIMESTAMPED;
    }

    /** The same for a store that cannot hold updates back. */
    StoreChoices uncached() {
        return new StoreChoices(kind, logging, false, topicConfig);
    }

    StoreBuilder<?> applyTo(StoreBuilder<?> builder) {
        if (logging) {
            builder.withLoggingEnabled(topicConfig);
        } else {
            builder.withLoggingDisabled();
        }
        return caching ? builder.withCachingEnabled() : builder.withCachingDisabled();
    }
}
