package io.millrace.streams.state;

import io.millrace.streams.processor.StateStore;
import io.millrace.streams.spi.ShownValues;
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

    /** A window store with timestamps and headers, as values with both. */
    public static <K, V>
            QueryableStoreType<ReadOnlyWindowStore<K, ValueTimestampHeaders<V>>> timestampedWindowStoreWithHeaders() {
        return new HeadersWindowStoreType<>();
    }

    /** A session store, as its plain aggregates. */
    public static <K, V> QueryableStoreType<ReadOnlySessionStore<K, V>> sessionStore() {
        return new SessionStoreType<>();
    }

    /** A session store with headers, as aggregates with their headers. */
    public static <K, V>
            QueryableStoreType<ReadOnlySessionStore<K, AggregationWithHeaders<V>>> sessionStoreWithHeaders() {
        return new HeadersSessionStoreType<>();
    }

    /** A kind of stores, seen in a form that they must have. */
    private abstract static class Seen<T> implements QueryableStoreType<T> {

        private final Class<?> kind;
        private final ShownValues shown;

        Seen(Class<?> kind, ShownValues shown) {
            this.kind = kind;
            this.shown = shown;
        }

        @Override
        public boolean accepts(StateStore stateStore) {
            return kind.isInstance(stateStore) && shown.canBeSeenIn(stateStore);
        }
    }

    /**
     * A key-value store, as its plain values.
     *
     * @param <K> key type
     * @param <V> value type
     */
    public static class KeyValueStoreType<K, V> extends Seen<ReadOnlyKeyValueStore<K, V>> {

        KeyValueStoreType() {
            super(ReadOnlyKeyValueStore.class, ShownValues.PLAIN);
        }

        @Override
        public ReadOnlyKeyValueStore<K, V> create(StateStoreProvider storeProvider, String storeName) {
            return new AllKeyValues<>(() -> storeProvider.stores(storeName, this), ShownValues.PLAIN);
        }
    }

    /**
     * A key-value store with timestamps, as values with timestamps.
     *
     * @param <K> key type
     * @param <V> value type
     */
    public static class TimestampedKeyValueStoreType<K, V>
            extends Seen<ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>>> {

        TimestampedKeyValueStoreType() {
            super(ReadOnlyKeyValueStore.class, ShownValues.TIMESTAMPED);
        }

        @Override
        public ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>> create(
                StateStoreProvider storeProvider, String storeName) {
            return new AllKeyValues<>(() -> storeProvider.stores(storeName, this), ShownValues.TIMESTAMPED);
        }
    }

    private static final class HeadersKeyValueStoreType<K, V>
            extends Seen<ReadOnlyKeyValueStore<K, ValueTimestampHeaders<V>>> {

        HeadersKeyValueStoreType() {
            super(ReadOnlyKeyValueStore.class, ShownValues.HEADERS);
        }

        @Override
        public ReadOnlyKeyValueStore<K, ValueTimestampHeaders<V>> create(
                StateStoreProvider storeProvider, String storeName) {
            return new AllKeyValues<>(() -> storeProvider.stores(storeName, this), ShownValues.HEADERS);
        }
    }

    /**
     * A window store, as its plain values.
     *
     * @param <K> key type
     * @param <V> value type
     */
    public static class WindowStoreType<K, V> extends Seen<ReadOnlyWindowStore<K, V>> {

        WindowStoreType() {
            super(ReadOnlyWindowStore.class, ShownValues.PLAIN);
        }

        @Override
        public ReadOnlyWindowStore<K, V> create(StateStoreProvider storeProvider, String storeName) {
            return new AllWindows<>(() -> storeProvider.stores(storeName, this), ShownValues.PLAIN);
        }
    }

    /**
     * A window store with timestamps, as values with timestamps.
     *
     * @param <K> key type
     * @param <V> value type
     */
    public static class TimestampedWindowStoreType<K, V> extends Seen<ReadOnlyWindowStore<K, ValueAndTimestamp<V>>> {

        TimestampedWindowStoreType() {
            super(ReadOnlyWindowStore.class, ShownValues.TIMESTAMPED);
        }

        @Override
        public ReadOnlyWindowStore<K, ValueAndTimestamp<V>> create(StateStoreProvider storeProvider, String storeName) {
            return new AllWindows<>(() -> storeProvider.stores(storeName, this), ShownValues.TIMESTAMPED);
        }
    }

    private static final class HeadersWindowStoreType<K, V>
            extends Seen<ReadOnlyWindowStore<K, ValueTimestampHeaders<V>>> {

        HeadersWindowStoreType() {
            super(ReadOnlyWindowStore.class, ShownValues.HEADERS);
        }

        @Override
        public ReadOnlyWindowStore<K, ValueTimestampHeaders<V>> create(
                StateStoreProvider storeProvider, String storeName) {
            return new AllWindows<>(() -> storeProvider.stores(storeName, this), ShownValues.HEADERS);
        }
    }

    /**
     * A session store, as its plain aggregates.
     *
     * @param <K> key type
     * @param <V> type of the aggregates
     */
    public static class SessionStoreType<K, V> extends Seen<ReadOnlySessionStore<K, V>> {

        SessionStoreType() {
            super(ReadOnlySessionStore.class, ShownValues.PLAIN);
        }

        @Override
        public ReadOnlySessionStore<K, V> create(StateStoreProvider storeProvider, String storeName) {
            return new AllSessions<>(() -> storeProvider.stores(storeName, this), ShownValues.PLAIN);
        }
    }

    private static final class HeadersSessionStoreType<K, V>
            extends Seen<ReadOnlySessionStore<K, AggregationWithHeaders<V>>> {

        HeadersSessionStoreType() {
            super(ReadOnlySessionStore.class, ShownValues.HEADERS);
        }

        @Override
        public ReadOnlySessionStore<K, AggregationWithHeaders<V>> create(
                StateStoreProvider storeProvider, String storeName) {
            return new AllSessions<>(() -> storeProvider.stores(storeName, this), ShownValues.HEADERS);
        }
    }
}
