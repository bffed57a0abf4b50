package io.millrace.streams.state;

import io.millrace.streams.kstream.Windowed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The reading side of a window store: values by key and start of the window.
 *
 * <p>All times are starts of windows, and both ends of a time range are included. Windows older than the store's
 * retention are not returned. Keys are ordered by their bytes. Iterators must be closed. An instance that a query
 * returned may be used by any thread, one that a processor was handed only by the processor. Every method throws
 * {@link io.millrace.streams.errors.InvalidStateStoreException} if the store is closed or has moved.
 *
 * @param <K> key type
 * @param <V> value type
 */
public interface ReadOnlyWindowStore<K, V> {

    /**
     * The value of one window.
     *
     * @param key the key
     * @param time start of the window, in milliseconds since the epoch
     * @return its value, {@code null} if there is none
     * @throws NullPointerException if the key is null
     */
    @Nullable
    V fetch(K key, long time);

    /**
     * The windows of one key, from the oldest to the newest.
     *
     * @param key the key
     * @param timeFrom earliest start
     * @param timeTo latest start
     * @return the windows, to be closed
     * @throws NullPointerException if the key is null
     * @throws IllegalArgumentException if a time is null or does not fit into milliseconds
     */
    WindowStoreIterator<V> fetch(K key, Instant timeFrom, Instant timeTo) throws IllegalArgumentException;

    /**
     * The windows of one key, from the newest to the oldest.
     *
     * @param key the key
     * @param timeFrom earliest start
     * @param timeTo latest start
     * @return the windows, to be closed
     * @throws NullPointerException if the key is null
     * @throws IllegalArgumentException if a time is null or does not fit into milliseconds
     * @throws UnsupportedOperationException if this kind of store cannot be read backwards; those of the library can
     */
    default WindowStoreIterator<V> backwardFetch(K key, Instant timeFrom, Instant timeTo)
            throws IllegalArgumentException {
        throw StoreLimits.cannot(this, "be read backwards");
    }

    /**
     * The windows of several keys.
     *
     * @param keyFrom the first key; {@code null} starts at the first of the store
     * @param keyTo the last key, included; {@code null} ends at the last of the store
     * @param timeFrom earliest start
     * @param timeTo latest start
     * @return the windows, to be closed
     * @throws IllegalArgumentException if a time is null or does not fit into milliseconds
     */
    KeyValueIterator<Windowed<K>, V> fetch(@Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo)
            throws IllegalArgumentException;

    /**
     * The windows of several keys, in the opposite order.
     *
     * @param keyFrom the first key; {@code null} ends at the first of the store
     * @param keyTo the last key, included; {@code null} starts at the last of the store
     * @param timeFrom earliest start
     * @param timeTo latest start
     * @return the windows, to be closed
     * @throws IllegalArgumentException if a time is null or does not fit into milliseconds
     * @throws UnsupportedOperationException if this kind of store cannot be read backwards; those of the library can
     */
    default KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) throws IllegalArgumentException {
        throw StoreLimits.cannot(this, "be read backwards");
    }

    /**
     * All windows of all keys.
     *
     * @return the windows, to be closed
     */
    KeyValueIterator<Windowed<K>, V> all();

    /**
     * All windows of all keys, in the opposite order.
     *
     * @return the windows, to be closed
     * @throws UnsupportedOperationException if this kind of store cannot be read backwards; those of the library can
     */
    default KeyValueIterator<Windowed<K>, V> backwardAll() {
        throw StoreLimits.cannot(this, "be read backwards");
    }

    /**
     * The windows of all keys that start in a range of time.
     *
     * @param timeFrom earliest start
     * @param timeTo latest start
     * @return the windows, to be closed
     * @throws IllegalArgumentException if a time is null or does not fit into milliseconds
     */
    KeyValueIterator<Windowed<K>, V> fetchAll(Instant timeFrom, Instant timeTo) throws IllegalArgumentException;

    /**
     * The windows of all keys that start in a range of time, in the opposite order.
     *
     * @param timeFrom earliest start
     * @param timeTo latest start
     * @return the windows, to be closed
     * @throws IllegalArgumentException if a time is null or does not fit into milliseconds
     * @throws UnsupportedOperationException if this kind of store cannot be read backwards; those of the library can
     */
    default KeyValueIterator<Windowed<K>, V> backwardFetchAll(Instant timeFrom, Instant timeTo)
            throws IllegalArgumentException {
        throw StoreLimits.cannot(this, "be read backwards");
    }
}
