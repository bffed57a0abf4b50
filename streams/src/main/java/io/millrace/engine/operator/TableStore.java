package io.millrace.engine.operator;

import io.millrace.streams.errors.InvalidStateStoreException;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.api.ProcessingContext;
import io.millrace.streams.state.TimestampedKeyValueStore;
import io.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.ValueTimestampHeaders;
import io.millrace.streams.state.VersionedKeyValueStore;
import io.millrace.streams.state.VersionedRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The store of a table, whichever of the kinds that tables may have it is. Owned by the thread of the task.
 *
 * @param <K> key type
 * @param <V> value type
 */
sealed interface TableStore<K, V> extends TableView<K, V> {

    /** What {@link #put} returns for what is the latest value of its key. */
    long IS_LATEST = VersionedKeyValueStore.PUT_RETURN_CODE_VALID_TO_UNDEFINED;

    /** What {@link #put} returns for what came too late and was not taken. */
    long NOT_PUT = VersionedKeyValueStore.PUT_RETURN_CODE_NOT_PUT;

    /** The store itself. */
    StateStore store();

    /**
     * Writes a value; null deletes.
     *
     * @return {@link #IS_LATEST}, {@link #NOT_PUT}, or the time at which a later value of the key begins
     */
    long put(K key, @Nullable V value, long timestamp);

    /** The store of this name. */
    @SuppressWarnings("unchecked") // the store with a table's name was made for its keys and values
    static <K, V> TableStore<K, V> open(ProcessingContext context, String name) {
        StateStore store = context.getStateStore(name);
        if (store instanceof TimestampedKeyValueStore<?, ?> timestamped) {
            return new Timestamped<>((TimestampedKeyValueStore<K, V>) timestamped);
        }
        if (store instanceof VersionedKeyValueStore<?, ?> versioned) {
            return new Versioned<>((VersionedKeyValueStore<K, V>) versioned);
        }
        if (store instanceof TimestampedKeyValueStoreWithHeaders<?, ?> withHeaders) {
            return new WithHeaders<>((TimestampedKeyValueStoreWithHeaders<K, V>) withHeaders);
        }
        throw new InvalidStateStoreException("store " + name + " of a table is a "
                + store.getClass().getName() + " (expected: a store with timestamps, or a versioned one)");
    }

    /** One value per key. */
    record Timestamped<K, V>(TimestampedKeyValueStore<K, V> store) implements TableStore<K, V> {

        @Override
        public @Nullable ValueAndTimestamp<V> get(K key) {
            return store.get(key);
        }

        @Override
        public long put(K key, @Nullable V value, long timestamp) {
            store.put(key, ValueAndTimestamp.make(value, timestamp));
            return IS_LATEST;
        }
    }

    /** One value per key, and room for headers, of which tables have none. */
    record WithHeaders<K, V>(TimestampedKeyValueStoreWithHeaders<K, V> store) implements TableStore<K, V> {

        @Override
        public @Nullable ValueAndTimestamp<V> get(K key) {
            ValueTimestampHeaders<V> entry = store.get(key);
            return entry == null ? null : ValueAndTimestamp.make(entry.value(), entry.timestamp());
        }

        @Override
        public long put(K key, @Nullable V value, long timestamp) {
            store.put(key, ValueTimestampHeaders.make(value, timestamp, new RecordHeaders()));
            return IS_LATEST;
        }
    }

    /** The values that a key had, and when. */
    record Versioned<K, V>(VersionedKeyValueStore<K, V> store) implements TableStore<K, V> {

        @Override
        public @Nullable ValueAndTimestamp<V> get(K key) {
            return shown(store.get(key));
        }

        @Override
        public @Nullable ValueAndTimestamp<V> getAsOf(K key, long time) {
            return shown(store.get(key, time));
        }

        private static <V> @Nullable ValueAndTimestamp<V> shown(@Nullable VersionedRecord<V> version) {
            return version == null ? null : ValueAndTimestamp.make(version.value(), version.timestamp());
        }

        @Override
        public long put(K key, @Nullable V value, long timestamp) {
            return store.put(key, value, timestamp);
        }
    }
}
