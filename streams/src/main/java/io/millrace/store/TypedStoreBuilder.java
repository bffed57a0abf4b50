package io.millrace.store;

import io.millrace.streams.processor.StateStore;
import io.millrace.streams.state.StoreBuilder;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the flags of a store and makes one store per task. Changed by the user while he puts his topology together,
 * only read afterwards.
 */
final class TypedStoreBuilder<T extends StateStore> implements StoreBuilder<T>, SpecifiedStore {

    private static final Logger LOG = LoggerFactory.getLogger(TypedStoreBuilder.class);

    private final Function<StoreSpec, T> maker;
    private StoreSpec spec;

    TypedStoreBuilder(StoreSpec spec, Function<StoreSpec, T> maker) {
        this.spec = spec;
        this.maker = maker;
    }

    @Override
    public StoreBuilder<T> withCachingEnabled() {
        if (spec.keys() instanceof KeyLayout.Versions) {
            throw new IllegalStateException("versioned store " + spec.name()
                    + " cannot hold updates back (expected: caching off; each version goes on at once)");
        }
        if (spec.keys() instanceof KeyLayout.Windows windows && windows.retainDuplicates()) {
            LOG.warn("Store {}: caching stays off, because the store keeps duplicates", spec.name());
        } else {
            spec = spec.withCaching(true);
        }
        return this;
    }

    @Override
    public StoreBuilder<T> withCachingDisabled() {
        spec = spec.withCaching(false);
        return this;
    }

    @Override
    public StoreBuilder<T> withLoggingEnabled(Map<String, String> config) {
        spec = spec.withLogging(true, config);
        return this;
    }

    @Override
    public StoreBuilder<T> withLoggingDisabled() {
        spec = spec.withLogging(false, Map.of());
        return this;
    }

    /** As {@link TypedStores#withHeadersLogged}. */
    StoreBuilder<T> withHeadersLogged() {
        spec = spec.withHeadersLogged();
        return this;
    }

    @Override
    public T build() {
        return maker.apply(spec);
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
        return spec.keys() instanceof KeyLayout.Versions versions
                ? new VersionRestorer(spec, versions, slot, committed)
                : StoreRestorer.of(spec, slot, committed);
    }
}
