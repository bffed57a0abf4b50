package io.millrace.store;

import org.jspecify.annotations.Nullable;

/**
 * A store that may hold back updates, so that only the last one per key goes on when the worker commits (the record
 * cache of Kafka Streams).
 *
 * @param <K> the key, for a window store a {@code Windowed} key
 * @param <V> the value without its timestamp
 */
public interface EmittingStore<K, V> {

    /**
     * Asks the store to tell of updates when they are emitted. Called once, after the store's {@code init}.
     *
     * @param listener told of each key that changed, within {@link BufferedStore#emit}; the context's record is then
     *     that of the key's last update
     * @param withOldValue whether the listener wants the value before the first update that was held back
     * @return whether updates are held back; false means that this store forwards nothing and the caller does so itself
     */
    boolean emitTo(Emission<K, V> listener, boolean withOldValue);

    /**
     * Takes an update.
     *
     * @param <K> the key
     * @param <V> the value
     */
    interface Emission<K, V> {

        /**
         * A key changed.
         *
         * @param newValue null when it was removed
         * @param oldValue the value before; null when there was none or it was not asked for
         * @param timestamp of the new value; of the last update's record when it was removed
         */
        void emit(K key, @Nullable V newValue, @Nullable V oldValue, long timestamp);
    }
}
