package io.millrace.streams.kstream;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.processor.StateStore;
import io.millrace.streams.spi.Millis;
import io.millrace.streams.state.BuiltInDslStoreSuppliers;
import io.millrace.streams.state.DslKeyValueParams;
import io.millrace.streams.state.DslSessionParams;
import io.millrace.streams.state.DslStoreSuppliers;
import io.millrace.streams.state.DslWindowParams;
import io.millrace.streams.state.KeyValueBytesStoreSupplier;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.SessionBytesStoreSupplier;
import io.millrace.streams.state.SessionStore;
import io.millrace.streams.state.StoreSupplier;
import io.millrace.streams.state.WindowBytesStoreSupplier;
import io.millrace.streams.state.WindowStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * How the state of a table or an aggregation is kept: name, kind of store, serdes, changelog, cache, retention.
 *
 * <p>A store is named by {@link #as(String)} or by its supplier; only a named store can be queried, and only a named
 * store keeps its state when the topology changes before it. Without a supplier the kind of store comes from
 * {@link #withStoreType}, else from {@code dsl.store.suppliers.class}. The changelog and the cache are on unless
 * switched off.
 *
 * <p>The {@code with} methods change this object and return it.
 *
 * @param <K> key type
 * @param <V> value type
 * @param <S> kind of store underneath: {@link KeyValueStore}, {@link WindowStore} or {@link SessionStore} of bytes
 */
public class Materialized<K, V, S extends StateStore> {

    /** Makes the store; {@code null} means that {@link #dslStoreSuppliers} choose. */
    protected @Nullable StoreSupplier<S> storeSupplier;

    /** Name of the store; {@code null} means the supplier's, else a generated one. */
    protected @Nullable String storeName;

    /** Reads and writes values; {@code null} means the stream's own or the configured default. */
    protected @Nullable Serde<V> valueSerde;

    /** Reads and writes keys; {@code null} means the stream's own or the configured default. */
    protected @Nullable Serde<K> keySerde;

    /** Whether changes are written to a changelog topic. */
    protected boolean loggingEnabled = true;

    /** Whether updates of the same key may be held back and merged until the next commit. */
    protected boolean cachingEnabled = true;

    /** Settings of the changelog topic on top of the defaults. */
    protected Map<String, String> topicConfig = new HashMap<>();

    /** How long windows are kept at least; {@code null} means as long as they may change. */
    protected @Nullable Duration retention;

    /** Chooses the kind of store; {@code null} means the configured default. */
    protected @Nullable DslStoreSuppliers dslStoreSuppliers;

    /** The kinds of store that come with the library. */
    public enum StoreType implements DslStoreSuppliers {
        /** On disk, in RocksDB. */
        ROCKS_DB,

        /** On the heap. */
        IN_MEMORY;

        @Override
        public void configure(Map<String, ?> configs) {
            suppliers().configure(configs);
        }

        @Override
        public KeyValueBytesStoreSupplier keyValueStore(DslKeyValueParams params) {
            return suppliers().keyValueStore(params);
        }

        @Override
        public WindowBytesStoreSupplier windowStore(DslWindowParams params) {
            return suppliers().windowStore(params);
        }

        @Override
        public SessionBytesStoreSupplier sessionStore(DslSessionParams params) {
            return suppliers().sessionStore(params);
        }

        private DslStoreSuppliers suppliers() {
            return switch (this) {
                case ROCKS_DB -> BuiltInDslStoreSuppliers.ROCKS_DB;
                case IN_MEMORY -> BuiltInDslStoreSuppliers.IN_MEMORY;
            };
        }
    }

    private Materialized(
            @Nullable StoreSupplier<S> storeSupplier,
            @Nullable String storeName,
            @Nullable DslStoreSuppliers dslStoreSuppliers) {
        this.storeSupplier = storeSupplier;
        this.storeName = storeName;
        this.dslStoreSuppliers = dslStoreSuppliers;
    }

    /**
     * Copies another object.
     *
     * @param materialized what to copy
     */
    protected Materialized(Materialized<K, V, S> materialized) {
        this(materialized.storeSupplier, materialized.storeName, materialized.dslStoreSuppliers);
        this.keySerde = materialized.keySerde;
        this.valueSerde = materialized.valueSerde;
        this.loggingEnabled = materialized.loggingEnabled;
        this.cachingEnabled = materialized.cachingEnabled;
        this.topicConfig = materialized.topicConfig;
        this.retention = materialized.retention;
    }

    /**
     * Chooses the kind of store.
     *
     * @param <K> key type
     * @param <V> value type
     * @param <S> kind of store
     * @param storeSuppliers makes the stores, for example a {@link StoreType}
     * @return the new object
     */
    public static <K, V, S extends StateStore> Materialized<K, V, S> as(DslStoreSuppliers storeSuppliers) {
        requireNonNull(storeSuppliers, "storeSuppliers: null (expected: for example StoreType.IN_MEMORY)");
        return new Materialized<>(null, null, storeSuppliers);
    }

    /**
     * Names the store.
     *
     * @param <K> key type
     * @param <V> value type
     * @param <S> kind of store
     * @param storeName the name, by the rules of {@link Named}
     * @return the new object
     * @throws io.millrace.streams.errors.TopologyException if the name breaks the rules
     */
    public static <K, V, S extends StateStore> Materialized<K, V, S> as(String storeName) {
        Named.validate(storeName);
        return new Materialized<>(null, storeName, null);
    }

    /**
     * Uses a window store of one's own choice; its name is the supplier's.
     *
     * @param <K> key type
     * @param <V> value type
     * @param supplier makes the store
     * @return the new object
     */
    public static <K, V> Materialized<K, V, WindowStore<Bytes, byte[]>> as(WindowBytesStoreSupplier supplier) {
        return new Materialized<>(requireNonNull(supplier, "supplier: null (expected: a supplier)"), null, null);
    }

    /**
     * Uses a session store of one's own choice; its name is the supplier's.
     *
     * @param <K> key type
     * @param <V> value type
     * @param supplier makes the store
     * @return the new object
     */
    public static <K, V> Materialized<K, V, SessionStore<Bytes, byte[]>> as(SessionBytesStoreSupplier supplier) {
        return new Materialized<>(requireNonNull(supplier, "supplier: null (expected: a supplier)"), null, null);
    }

    /**
     * Uses a key-value store of one's own choice; its name is the supplier's.
     *
     * @param <K> key type
     * @param <V> value type
     * @param supplier makes the store
     * @return the new object
     */
    public static <K, V> Materialized<K, V, KeyValueStore<Bytes, byte[]>> as(KeyValueBytesStoreSupplier supplier) {
        return new Materialized<>(requireNonNull(supplier, "supplier: null (expected: a supplier)"), null, null);
    }

    /**
     * Sets the serdes and leaves the store unnamed.
     *
     * @param <K> key type
     * @param <V> value type
     * @param <S> kind of store
     * @param keySerde reads and writes keys; {@code null} means the default
     * @param valueSerde reads and writes values; {@code null} means the default
     * @return the new object
     */
    public static <K, V, S extends StateStore> Materialized<K, V, S> with(
            @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Materialized<K, V, S>(null, null, null)
                .withKeySerde(keySerde)
                .withValueSerde(valueSerde);
    }

    /**
     * Sets the value serde.
     *
     * @param valueSerde reads and writes values; {@code null} means the default
     * @return this object
     */
    public Materialized<K, V, S> withValueSerde(@Nullable Serde<V> valueSerde) {
        this.valueSerde = valueSerde;
        return this;
    }

    /**
     * Sets the key serde.
     *
     * @param keySerde reads and writes keys; {@code null} means the default
     * @return this object
     */
    public Materialized<K, V, S> withKeySerde(@Nullable Serde<K> keySerde) {
        this.keySerde = keySerde;
        return this;
    }

    /**
     * Switches the changelog on, with settings for its topic.
     *
     * @param config topic settings on top of the defaults, such as {@code min.insync.replicas}; copied
     * @return this object
     */
    public Materialized<K, V, S> withLoggingEnabled(Map<String, String> config) {
        requireNonNull(config, "config: null (expected: topic settings, Map.of() for none)");
        loggingEnabled = true;
        topicConfig = new HashMap<>(config);
        return this;
    }

    /**
     * Switches the changelog off. State is then lost with the machine's disk.
     *
     * @return this object
     */
    public Materialized<K, V, S> withLoggingDisabled() {
        loggingEnabled = false;
        topicConfig = new HashMap<>();
        return this;
    }

    /**
     * Switches the cache on: of several updates of a key between two commits only the last goes on downstream.
     *
     * @return this object
     */
    public Materialized<K, V, S> withCachingEnabled() {
        cachingEnabled = true;
        return this;
    }

    /**
     * Switches the cache off: every update goes on downstream.
     *
     * @return this object
     */
    public Materialized<K, V, S> withCachingDisabled() {
        cachingEnabled = false;
        return this;
    }

    /**
     * Sets how long windows are kept. Has no effect on a store that comes from a supplier of its own.
     *
     * @param retention the time, at least window size plus grace (twice the size for sliding windows, the gap for
     *     sessions)
     * @return this object
     * @throws IllegalArgumentException if the duration is null, negative, or too long for milliseconds in a long
     */
    public Materialized<K, V, S> withRetention(Duration retention) throws IllegalArgumentException {
        if (Millis.fromDuration(retention, "retention") < 0) {
            throw new IllegalArgumentException("retention: " + retention + " (expected: >= 0)");
        }
        this.retention = retention;
        return this;
    }

    /**
     * Chooses the kind of store.
     *
     * @param storeSuppliers makes the stores, for example a {@link StoreType}
     * @return this object
     * @throws IllegalArgumentException if a supplier was given before, which is a choice already
     */
    public Materialized<K, V, S> withStoreType(DslStoreSuppliers storeSuppliers) throws IllegalArgumentException {
        requireNonNull(storeSuppliers, "storeSuppliers: null (expected: for example StoreType.IN_MEMORY)");
        if (storeSupplier != null) {
            throw new IllegalArgumentException("store type: " + storeSuppliers + " (expected: none, the store \""
                    + storeSupplier.name() + "\" has a supplier already; use one of the two)");
        }
        this.dslStoreSuppliers = storeSuppliers;
        return this;
    }
}
