package io.millrace.dsl;

import io.millrace.streams.processor.StateStore;
import io.millrace.streams.spi.StoreFactory;
import io.millrace.streams.state.KeyValueBytesStoreSupplier;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.StoreSupplier;
import io.millrace.streams.state.TimestampedKeyValueStore;
import io.millrace.streams.state.TimestampedWindowStore;
import io.millrace.streams.state.WindowBytesStoreSupplier;
import io.millrace.streams.state.WindowStore;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Suppliers and builders that know all about their stores but cannot make them. */
final class NamedStores implements StoreFactory {

    @Override
    public KeyValueBytesStoreSupplier keyValueSupplier(String name, boolean persistent, boolean timestamped) {
        return new KeyValue(name);
    }

    @Override
    public WindowBytesStoreSupplier windowSupplier(
            String name,
            long retentionMs,
            long segmentIntervalMs,
            long windowSizeMs,
            boolean retainDuplicates,
            boolean persistent,
            boolean timestamped) {
        return new Windows(name, retentionMs, segmentIntervalMs, windowSizeMs, retainDuplicates);
    }

    @Override
    public <K, V> StoreBuilder<KeyValueStore<K, V>> keyValueBuilder(
            KeyValueBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Named<>(supplier);
    }

    @Override
    public <K, V> StoreBuilder<TimestampedKeyValueStore<K, V>> timestampedKeyValueBuilder(
            KeyValueBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Named<>(supplier);
    }

    @Override
    public <K, V> StoreBuilder<WindowStore<K, V>> windowBuilder(
            WindowBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Named<>(supplier);
    }

    @Override
    public <K, V> StoreBuilder<TimestampedWindowStore<K, V>> timestampedWindowBuilder(
            WindowBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Named<>(supplier);
    }

    private record KeyValue(String name) implements KeyValueBytesStoreSupplier {

        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            throw new AssertionError(name);
        }

        @Override
        public String metricsScope() {
            return "test";
        }
    }

    private record Windows(
            String name, long retentionPeriod, long segmentIntervalMs, long windowSize, boolean retainDuplicates)
            implements WindowBytesStoreSupplier {

        @Override
        public WindowStore<Bytes, byte[]> get() {
            throw new AssertionError(name);
        }

        @Override
        public String metricsScope() {
            return "test";
        }
    }

    private static final class Named<S extends StateStore> implements StoreBuilder<S> {

        private final StoreSupplier<?> supplier;
        private boolean logging = true;
        private boolean caching;
        private Map<String, String> topicConfig = Map.of();

        private Named(StoreSupplier<?> supplier) {
            this.supplier = supplier;
        }

        @Override
        public StoreBuilder<S> withCachingEnabled() {
            caching = true;
            return this;
        }

        @Override
        public StoreBuilder<S> withCachingDisabled() {
            caching = false;
            return this;
        }

        @Override
        public StoreBuilder<S> withLoggingEnabled(Map<String, String> config) {
            logging = true;
            topicConfig = config;
            return this;
        }

        @Override
        public StoreBuilder<S> withLoggingDisabled() {
            logging = false;
            return this;
        }

        @Override
        public S build() {
            throw new AssertionError(supplier.name());
        }

        @Override
        public Map<String, String> logConfig() {
            return topicConfig;
        }

        @Override
        public boolean loggingEnabled() {
            return logging;
        }

        @Override
        public String name() {
            return supplier.name();
        }

        @Override
        public String toString() {
            return supplier + (caching ? " caching" : "");
        }
    }
}
