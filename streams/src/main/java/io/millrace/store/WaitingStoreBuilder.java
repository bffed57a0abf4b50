package io.millrace.store;

import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSpec.ValueLayout;
import io.millrace.streams.state.StoreBuilder;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * Makes one {@link WaitingStore} per task. There is nothing to cache: all of it is on the heap, so it is read from disk
 * only once. Changed while the topology is put together, only read afterwards.
 *
 * @param <K> the key
 * @param <V> the value
 */
public final class WaitingStoreBuilder<K, V> implements StoreBuilder<WaitingStore<K, V>>, SpecifiedStore {

    private final @Nullable Serde<K> keySerde;
    private final @Nullable Serde<V> valueSerde;
    private StoreSpec spec;

    /**
     * Makes the builder.
     *
     * @param keySerde null for the application's default
     * @param valueSerde null for the application's default
     */
    public WaitingStoreBuilder(String name, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
        this.spec = StoreSpec.of(name, new KeyLayout.Plain(), ValueLayout.PLAIN, Residence.DISK)
                .withScope("in-memory-suppression");
    }

    @Override
    public StoreBuilder<WaitingStore<K, V>> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<WaitingStore<K, V>> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<WaitingStore<K, V>> withLoggingEnabled(Map<String, String> config) {
        spec = spec.withLogging(true, config);
        return this;
    }

    @Override
    public StoreBuilder<WaitingStore<K, V>> withLoggingDisabled() {
        spec = spec.withLogging(false, Map.of());
        return this;
    }

    @Override
    public WaitingStore<K, V> build() {
        return new WaitingStore<>(spec, keySerde, valueSerde);
    }

    @Override
    public Map<String, String> logConfig() {
        return spec.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return spec.logging();
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public StoreSpec spec() {
        return spec;
    }

    @Override
    public StoreRestorer restorer(StoreSlot slot, ByteStore committed) {
        return new WaitingRestorer(slot, committed);
    }
}
