package io.millrace.streams.state;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.spi.Implementation;
import io.millrace.streams.spi.Millis;
import io.millrace.streams.spi.StoreFactory;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * Where stores come from: suppliers of byte stores, to be given to {@code Materialized}, and builders of typed stores
 * on top of a supplier, to be given to {@code Topology.addStateStore} and {@code StreamsBuilder.addStateStore}.
 *
 * <p>Persistent stores live in RocksDB under {@code state.dir}; in-memory stores are rebuilt from their changelog, or
 * from the embedded log, at every start. Timestamped stores keep the event time beside each value.
 *
 * <pre>{@code
 * builder.addStateStore(Stores.keyValueStoreBuilder(
 *         Stores.persistentKeyValueStore("seen"), Serdes.String(), Serdes.Long()));
 * }</pre>
 */
public final class Stores {

    /** Dropping windows in smaller steps than this is not worth the effort. */
    private static final long SEGMENT_INTERVAL_MIN_MS = 60_000L;

    /** Windows on the heap are dropped one by one. */
    private static final long IN_MEMORY_SEGMENT_INTERVAL_MS = 1L;

    /** An old version is found by a look into each segment from its time on, so there should be few of them. */
    private static final int HISTORY_SEGMENTS = 3;

    private static final long HISTORY_SEGMENT_INTERVAL_MIN_MS = 2_000L;

    /** Nothing to set: all methods are static. */
    public Stores() {}

    /**
     * A key-value store on disk.
     *
     * @param name name of the store
     * @return makes the store
     */
    public static KeyValueBytesStoreSupplier persistentKeyValueStore(String name) {
        checkName(name);
        return factory().keyValueSupplier(name, true, false);
    }

    /**
     * A key-value store on disk, with timestamps.
     *
     * @param name name of the store
     * @return makes the store
     */
    public static KeyValueBytesStoreSupplier persistentTimestampedKeyValueStore(String name) {
        checkName(name);
        return factory().keyValueSupplier(name, true, false);
    }

    /**
     * A key-value store on disk, with timestamps and headers.
     *
     * @param name name of the store
     * @return makes the store; also a {@link HeadersBytesStoreSupplier}
     */
    public static KeyValueBytesStoreSupplier persistentTimestampedKeyValueStoreWithHeaders(String name) {
        checkName(name);
        return factory().keyValueSupplier(name, true, true);
    }

    /**
     * A versioned store on disk: it keeps what was valid when. See {@link VersionedKeyValueStore}.
     *
     * @param name name of the store
     * @param historyRetention how far back in time it can be asked, and how late updates may come
     * @return makes the store
     * @throws IllegalArgumentException if the duration is null, negative or does not fit into milliseconds
     */
    public static VersionedBytesStoreSupplier persistentVersionedKeyValueStore(String name, Duration historyRetention) {
        long retentionMs = historyRetention(name, historyRetention);
        return factory()
                .versionedSupplier(
                        name, retentionMs, Math.max(retentionMs / HISTORY_SEGMENTS, HISTORY_SEGMENT_INTERVAL_MIN_MS));
    }

    /**
     * A versioned store on disk, see {@link #persistentVersionedKeyValueStore(String, Duration)}.
     *
     * @param name name of the store
     * @param historyRetention how far back in time it can be asked, and how late updates may come
     * @param segmentInterval in which steps expired versions are removed: small ones free space earlier, large ones
     *     make it faster to find old versions
     * @return makes the store
     * @throws IllegalArgumentException if a duration is null, negative or does not fit into milliseconds, or if the
     *     interval is zero
     */
    public static VersionedBytesStoreSupplier persistentVersionedKeyValueStore(
            String name, Duration historyRetention, Duration segmentInterval) {
        long retentionMs = historyRetention(name, historyRetention);
        long intervalMs = Millis.fromDuration(segmentInterval, "segmentInterval of versioned store " + name);
        if (intervalMs < 1) {
            throw new IllegalArgumentException(
                    "segmentInterval of versioned store " + name + ": " + intervalMs + " ms (expected: >= 1)");
        }
        return factory().versionedSupplier(name, retentionMs, intervalMs);
    }

    private static long historyRetention(String name, Duration historyRetention) {
        checkName(name);
        long retentionMs = Millis.fromDuration(historyRetention, "historyRetention of versioned store " + name);
        if (retentionMs < 0) {
            throw new IllegalArgumentException(
                    "historyRetention of versioned store " + name + ": " + retentionMs + " ms (expected: >= 0)");
        }
        return retentionMs;
    }

    /**
     * A key-value store on the heap.
     *
     * @param name name of the store
     * @return makes the store
     */
    public static KeyValueBytesStoreSupplier inMemoryKeyValueStore(String name) {
        checkName(name);
        return factory().keyValueSupplier(name, false, false);
    }

    /**
     * A key-value store on the heap for a limited number of keys: when there is one too many, the one that was read or
     * written longest ago is removed. Updates are never held back, whatever is said of caching.
     *
     * @param name name of the store
     * @param maxCacheSize how many keys there are at most
     * @return makes the store
     * @throws IllegalArgumentException if the number is negative
     */
    public static KeyValueBytesStoreSupplier lruMap(String name, int maxCacheSize) {
        checkName(name);
        if (maxCacheSize < 0) {
            throw new IllegalArgumentException(
                    "maxCacheSize of store " + name + ": " + maxCacheSize + " (expected: >= 0)");
        }
        return factory().boundedSupplier(name, maxCacheSize);
    }

    /**
     * A window store on disk.
     *
     * @param name name of the store
     * @param retentionPeriod how long windows are kept at least; not less than the size of the windows
     * @param windowSize size of the windows
     * @param retainDuplicates whether several values with the same key and start are kept; if so, the cache is not used
     *     and null values are ignored
     * @return makes the store
     * @throws IllegalArgumentException if a duration is null, negative or does not fit into milliseconds, or if the
     *     retention is shorter than the window
     */
    public static WindowBytesStoreSupplier persistentWindowStore(
            String name, Duration retentionPeriod, Duration windowSize, boolean retainDuplicates)
            throws IllegalArgumentException {
        return persistentWindowStore(name, retentionPeriod, windowSize, retainDuplicates, false);
    }

    /**
     * A window store on disk, with timestamps.
     *
     * @param name name of the store
     * @param retentionPeriod how long windows are kept at least; not less than the size of the windows
     * @param windowSize size of the windows
     * @param retainDuplicates whether several values with the same key and start are kept; if so, the cache is not used
     *     and null values are ignored
     * @return makes the store
     * @throws IllegalArgumentException if a duration is null, negative or does not fit into milliseconds, or if the
     *     retention is shorter than the window
     */
    public static WindowBytesStoreSupplier persistentTimestampedWindowStore(
            String name, Duration retentionPeriod, Duration windowSize, boolean retainDuplicates)
            throws IllegalArgumentException {
        return persistentWindowStore(name, retentionPeriod, windowSize, retainDuplicates, false);
    }

    /**
     * A window store on disk that keeps headers with every value.
     *
     * @param name the store's name
     * @param retentionPeriod for how long windows are kept; at least the window size
     * @param windowSize the size of the windows
     * @param retainDuplicates whether a key may have several values in a window
     * @return a supplier to be given to {@link #timestampedWindowStoreWithHeadersBuilder}, or to the DSL
     * @throws IllegalArgumentException if a time is negative, or windows are longer than they are kept
     */
    public static WindowBytesStoreSupplier persistentTimestampedWindowStoreWithHeaders(
            String name, Duration retentionPeriod, Duration windowSize, boolean retainDuplicates)
            throws IllegalArgumentException {
        return persistentWindowStore(name, retentionPeriod, windowSize, retainDuplicates, true);
    }

    private static WindowBytesStoreSupplier persistentWindowStore(
            String name, Duration retentionPeriod, Duration windowSize, boolean retainDuplicates, boolean headers) {
        WindowTimes times = WindowTimes.of(name, retentionPeriod, windowSize);
        long segmentIntervalMs = Math.max(times.retentionMs() / 2, SEGMENT_INTERVAL_MIN_MS);
        return factory()
                .windowSupplier(
                        name, times.retentionMs(), segmentIntervalMs, times.sizeMs(), retainDuplicates, true, headers);
    }

    /**
     * A window store on the heap.
     *
     * @param name name of the store
     * @param retentionPeriod how long windows are kept at least; not less than the size of the windows
     * @param windowSize size of the windows
     * @param retainDuplicates whether several values with the same key and start are kept; if so, the cache is not used
     *     and null values are ignored
     * @return makes the store
     * @throws IllegalArgumentException if a duration is null, negative or does not fit into milliseconds, or if the
     *     retention is shorter than the window
     */
    public static WindowBytesStoreSupplier inMemoryWindowStore(
            String name, Duration retentionPeriod, Duration windowSize, boolean retainDuplicates)
            throws IllegalArgumentException {
        WindowTimes times = WindowTimes.of(name, retentionPeriod, windowSize);
        return factory()
                .windowSupplier(
                        name,
                        times.retentionMs(),
                        IN_MEMORY_SEGMENT_INTERVAL_MS,
                        times.sizeMs(),
                        retainDuplicates,
                        false,
                        false);
    }

    /**
     * A session store on disk.
     *
     * @param name name of the store
     * @param retentionPeriod how long sessions are kept after their end, in stream time
     * @return makes the store
     * @throws IllegalArgumentException if the duration is null, negative or does not fit into milliseconds
     */
    public static SessionBytesStoreSupplier persistentSessionStore(String name, Duration retentionPeriod) {
        return persistentSessionStore(name, retentionPeriod, false);
    }

    /**
     * A session store on the heap.
     *
     * @param name name of the store
     * @param retentionPeriod how long sessions are kept after their end, in stream time
     * @return makes the store
     * @throws IllegalArgumentException if the duration is null, negative or does not fit into milliseconds
     */
    public static SessionBytesStoreSupplier inMemorySessionStore(String name, Duration retentionPeriod) {
        return factory()
                .sessionSupplier(
                        name, sessionRetentionMs(name, retentionPeriod), IN_MEMORY_SEGMENT_INTERVAL_MS, false, false);
    }

    /**
     * A session store on disk that keeps headers with every aggregate.
     *
     * @param name the store's name
     * @param retentionPeriod for how long sessions are kept after their end
     * @return a supplier to be given to {@link #sessionStoreWithHeadersBuilder}, or to the DSL
     * @throws IllegalArgumentException if the time is negative
     */
    public static SessionBytesStoreSupplier persistentSessionStoreWithHeaders(String name, Duration retentionPeriod) {
        return persistentSessionStore(name, retentionPeriod, true);
    }

    private static SessionBytesStoreSupplier persistentSessionStore(
            String name, Duration retentionPeriod, boolean headers) {
        long retentionMs = sessionRetentionMs(name, retentionPeriod);
        long segmentIntervalMs = Math.max(retentionMs / 2, SEGMENT_INTERVAL_MIN_MS);
        return factory().sessionSupplier(name, retentionMs, segmentIntervalMs, true, headers);
    }

    private static long sessionRetentionMs(String name, Duration retentionPeriod) {
        checkName(name);
        long retentionMs = Millis.fromDuration(retentionPeriod, "retentionPeriod of session store " + name);
        if (retentionMs < 0) {
            throw new IllegalArgumentException(
                    "retentionPeriod of session store " + name + ": " + retentionMs + " ms (expected: >= 0)");
        }
        return retentionMs;
    }

    /**
     * Builds key-value stores.
     *
     * @param <K> key type
     * @param <V> value type
     * @param supplier makes the byte stores underneath
     * @param keySerde reads and writes keys; null for the configured default
     * @param valueSerde reads and writes values; null for the configured default
     * @return the builder
     */
    public static <K, V> StoreBuilder<KeyValueStore<K, V>> keyValueStoreBuilder(
            KeyValueBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        checkSupplier(supplier);
        return factory().keyValueBuilder(supplier, keySerde, valueSerde);
    }

    /**
     * Builds key-value stores with timestamps.
     *
     * @param <K> key type
     * @param <V> value type
     * @param supplier makes the byte stores underneath
     * @param keySerde reads and writes keys; null for the configured default
     * @param valueSerde reads and writes values, without the timestamp; null for the configured default
     * @return the builder
     */
    public static <K, V> StoreBuilder<TimestampedKeyValueStore<K, V>> timestampedKeyValueStoreBuilder(
            KeyValueBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        checkSupplier(supplier);
        return factory().timestampedKeyValueBuilder(supplier, keySerde, valueSerde);
    }

    /**
     * Builds key-value stores with timestamps and headers.
     *
     * @param <K> key type
     * @param <V> value type
     * @param supplier makes the byte stores underneath
     * @param keySerde reads and writes keys; null for the configured default
     * @param valueSerde reads and writes values, without timestamp and headers; null for the configured default
     * @return the builder
     */
    public static <K, V>
            StoreBuilder<TimestampedKeyValueStoreWithHeaders<K, V>> timestampedKeyValueStoreWithHeadersBuilder(
                    KeyValueBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        checkSupplier(supplier);
        return factory().headersBuilder(supplier, keySerde, valueSerde);
    }

    /**
     * Builds versioned stores. They cannot be cached.
     *
     * @param <K> key type
     * @param <V> value type
     * @param supplier makes the byte stores underneath; one of this class
     * @param keySerde reads and writes keys; null for the configured default
     * @param valueSerde reads and writes values; null for the configured default
     * @return the builder
     * @throws IllegalArgumentException if the supplier is not one of this class
     */
    public static <K, V> StoreBuilder<VersionedKeyValueStore<K, V>> versionedKeyValueStoreBuilder(
            VersionedBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        checkSupplier(supplier);
        return factory().versionedBuilder(supplier, keySerde, valueSerde);
    }

    /**
     * Builds window stores.
     *
     * @param <K> key type
     * @param <V> value type
     * @param supplier makes the byte stores underneath
     * @param keySerde reads and writes keys; null for the configured default
     * @param valueSerde reads and writes values; null for the configured default
     * @return the builder
     */
    public static <K, V> StoreBuilder<WindowStore<K, V>> windowStoreBuilder(
            WindowBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        checkSupplier(supplier);
        return factory().windowBuilder(supplier, keySerde, valueSerde);
    }

    /**
     * Builds window stores with timestamps.
     *
     * @param <K> key type
     * @param <V> value type
     * @param supplier makes the byte stores underneath
     * @param keySerde reads and writes keys; null for the configured default
     * @param valueSerde reads and writes values, without the timestamp; null for the configured default
     * @return the builder
     */
    public static <K, V> StoreBuilder<TimestampedWindowStore<K, V>> timestampedWindowStoreBuilder(
            WindowBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        checkSupplier(supplier);
        return factory().timestampedWindowBuilder(supplier, keySerde, valueSerde);
    }

    /**
     * Builds session stores.
     *
     * @param <K> key type
     * @param <V> value type
     * @param supplier makes the byte stores underneath
     * @param keySerde reads and writes keys; null for the configured default
     * @param valueSerde reads and writes values; null for the configured default
     * @return the builder
     */
    public static <K, V> StoreBuilder<SessionStore<K, V>> sessionStoreBuilder(
            SessionBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        checkSupplier(supplier);
        return factory().sessionBuilder(supplier, keySerde, valueSerde);
    }

    /**
     * Builds window stores with timestamps and headers.
     *
     * @param supplier makes the store of bytes; see the other methods of this class
     * @param keySerde null for the application's default
     * @param valueSerde null for the application's default
     * @param <K> key type
     * @param <V> value type
     * @return a builder, to be given to a topology
     */
    public static <K, V> StoreBuilder<TimestampedWindowStoreWithHeaders<K, V>> timestampedWindowStoreWithHeadersBuilder(
            WindowBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        checkSupplier(supplier);
        return factory().headersWindowBuilder(supplier, keySerde, valueSerde);
    }

    /**
     * Builds session stores with headers.
     *
     * @param supplier makes the store of bytes; see the other methods of this class
     * @param keySerde null for the application's default
     * @param valueSerde null for the application's default
     * @param <K> key type
     * @param <V> type of the aggregates
     * @return a builder, to be given to a topology
     */
    public static <K, V> StoreBuilder<SessionStoreWithHeaders<K, V>> sessionStoreWithHeadersBuilder(
            SessionBytesStoreSupplier supplier, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        checkSupplier(supplier);
        return factory().headersSessionBuilder(supplier, keySerde, valueSerde);
    }

    private static StoreFactory factory() {
        return Implementation.get().stores();
    }

    private static void checkName(String name) {
        requireNonNull(name, "name: null (expected: a store name)");
    }

    private static void checkSupplier(StoreSupplier<?> supplier) {
        requireNonNull(supplier, "supplier: null (expected: a supplier, see the other methods of Stores)");
    }

    /** The two times of a window store, checked. */
    private record WindowTimes(long retentionMs, long sizeMs) {

        static WindowTimes of(String name, Duration retentionPeriod, Duration windowSize) {
            checkName(name);
            long retentionMs = Millis.fromDuration(retentionPeriod, "retentionPeriod of window store " + name);
            long sizeMs = Millis.fromDuration(windowSize, "windowSize of window store " + name);
            if (retentionMs < 0) {
                throw new IllegalArgumentException(
                        "retentionPeriod of window store " + name + ": " + retentionMs + " ms (expected: >= 0)");
            }
            if (sizeMs < 0) {
                throw new IllegalArgumentException(
                        "windowSize of window store " + name + ": " + sizeMs + " ms (expected: >= 0)");
            }
            if (sizeMs > retentionMs) {
                throw new IllegalArgumentException("retentionPeriod of window store " + name + ": " + retentionMs
                        + " ms (expected: at least windowSize, which is " + sizeMs + " ms)");
            }
            return new WindowTimes(retentionMs, sizeMs);
        }
    }
}
