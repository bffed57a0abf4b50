package io.millrace.streams.state;

import io.millrace.streams.processor.StateStore;
import io.millrace.streams.state.ShownValues.Form;
import io.millrace.streams.state.internals.StateStoreProvider;

/**
 * As what stores can be read from outside. A store with timestamps, or with timestamps and headers, can be read as one
 * with less, never the other way round.
 *
 * <p>What you get reads all partitions that the instance holds, committed values only, and may be used by any number of
 * threads. It throws {@code InvalidStateStoreException} when no partition can be read here any more; ask
 * {@code MillraceStreams.store} again then.
 */
public final class QueryableStoreTypes {

    private QueryableStoreTypes() {}

    /** A key-value store, as its plain values. */
    public static <K, V> QueryableStoreType<ReadOnlyKeyValueStore<K, V>> keyValueStore() {
        return new KeyValueStoreType<>();
    }

    /** A key-value store with timestamps, as values with timestamps. */
    public static <K, V> QueryableStoreType<ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>>> timestampedKeyValueStore() {
        return new TimestampedKeyValueStoreType<>();
    }

    /** A key-value store with timestamps and headers, as values with both. */
    public static <K, V>
            QueryableStoreType<ReadOnlyKeyValueStore<K, ValueTimestampHeaders<V>>>
                    timestampedKeyValueStoreWithHeaders() {
        return new HeadersKeyValueStoreType<>();
    }

    /** A window store, as its plain values. */
    public static <K, V> QueryableStoreType<ReadOnlyWindowStore<K, V>> windowStore() {
        return new WindowStoreType<>();
    }

    /** A window store with timestamps, as values with timestamps. */
    public static <K, V> QueryableStoreType<ReadOnlyWindowStore<K, ValueAndTimestamp<V>>> timestampedWindowStore() {
        return new TimestampedWindowStoreType<>();
    }

    /** A session store, as its plain aggregates. */
    public static <K, V> QueryableStoreType<ReadOnlySessionStore<K, V>> sessionStore() {
        return new SessionStoreType<>();
    }

    /**
     * A key-value store, as its plain values.
     *
     * @param <K> key type
     * @param <V> value type
     */
    public static class KeyValueStoreType<K, V> implements QueryableStoreType<ReadOnlyKeyValueStore<K, V>> {

        KeyValueStoreType() {}

        @Override
        public boolean accepts(StateStore stateStore) {
            return stateStore instanceof ReadOnlyKeyValueStore<?, ?>;
        }

        @Override
        public ReadOnlyKeyValueStore<K, V> create(StateStoreProvider storeProvider, String storeName) {
            return new AllKeyValues<>(() -> storeProvider.stores(storeName, this), Form.PLAIN);
        }
    }

    /**
     * A key-value store with timestamps, as values with timestamps.
     *
     * @param <K> key type
     * @param <V> value type
     */
    public static class TimestampedKeyValueStoreType<K, V>
            implements QueryableStoreType<ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>>> {

        TimestampedKeyValueStoreType() {}

        @Override
        public boolean accepts(StateStore stateStore) {
            return stateStore instanceof ReadOnlyKeyValueStore<?, ?> && Form.TIMESTAMPED.canBeSeenIn(stateStore);
        }

        @Override
        public ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>> create(
                StateStoreProvider storeProvider, String storeName) {
            return new AllKeyValues<>(() -> storeProvider.stores(storeName, this), Form.TIMESTAMPED);
        }
    }

    private static final class HeadersKeyValueStoreType<K, V>
            implements QueryableStoreType<ReadOnlyKeyValueStore<K, ValueTimestampHeaders<V>>> {

        @Override
        public boolean accepts(StateStore stateStore) {
            return stateStore instanceof ReadOnlyKeyValueStore<?, ?> && Form.HEADERS.canBeSeenIn(stateStore);
        }

        @Override
        public ReadOnlyKeyValueStore<K, ValueTimestampHeaders<V>> create(
                StateStoreProvider storeProvider, String storeName) {
            return new AllKeyValues<>(() -> storeProvider.stores(storeName, this), Form.HEADERS);
        }
    }

    /**
     * A window store, as its plain values.
     *
     * @param <K> key type
     * @param <V> value type
     */
    public static class WindowStoreType<K, V> implements QueryableStoreType<ReadOnlyWindowStore<K, V>> {

        WindowStoreType() {}

        @Override
        public boolean accepts(StateStore stateStore) {
            return stateStore instanceof ReadOnlyWindowStore<?, ?>;
        }

        @Override
        public ReadOnlyWindowStore<K, V> create(StateStoreProvider storeProvider, String storeName) {
            return new AllWindows<>(() -> storeProvider.stores(storeName, this), Form.PLAIN);
        }
    }

    /**
     * A window store with timestamps, as values with timestamps.
     *
     * @param <K> key type
     * @param <V> value type
     */
    public static class TimestampedWindowStoreType<K, V>
            implements QueryableStoreType<ReadOnlyWindowStore<K, ValueAndTimestamp<V>>> {

        TimestampedWindowStoreType() {}

        @Override
        public boolean accepts(StateStore stateStore) {
            return stateStore instanceof ReadOnlyWindowStore<?, ?> && Form.TIMESTAMPED.canBeSeenIn(stateStore);
        }

        @Override
        public ReadOnlyWindowStore<K, ValueAndTimestamp<V>> create(StateStoreProvider storeProvider, String storeName) {
            return new AllWindows<>(() -> storeProvider.stores(storeName, this), Form.TIMESTAMPED);
        }
    }

    /**
     * A session store, as its plain aggregates.
     *
     * @param <K> key type
     * @param <V> type of the aggregates
     */
    public static class SessionStoreType<K, V> implements QueryableStoreType<ReadOnlySessionStore<K, V>> {

        SessionStoreType() {}

        @Override
        public boolean accepts(StateStore stateStore) {
            return stateStore instanceof ReadOnlySessionStore<?, ?>;
        }

        @Override
        public ReadOnlySessionStore<K, V> create(StateStoreProvider storeProvider, String storeName) {
            return new AllSessions<>(() -> storeProvider.stores(storeName, this), Form.PLAIN);
        }
    }
}
