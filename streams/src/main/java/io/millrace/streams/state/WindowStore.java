package io.millrace.streams.state;

import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.spi.Millis;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A store with one value per key and window, which forgets windows when they are older than its retention.
 *
 * <p>Written by the processor that it is connected to, on the worker's thread. For programs in the topology the reading
 * methods exist once more with plain milliseconds instead of {@link Instant}s; they mean the same.
 *
 * @param <K> key type
 * @param <V> value type
 */
public interface WindowStore<K, V> extends StateStore, ReadOnlyWindowStore<K, V> {

    /**
     * Sets the value of a window. A window older than the retention is dropped silently.
     *
     * @param key the key
     * @param value the value; {@code null} deletes the window (a store that keeps duplicates ignores it)
     * @param windowStartTimestamp start of the window, in milliseconds since the epoch
     * @throws NullPointerException if the key is null
     */
    void put(K key, @Nullable V value, long windowStartTimestamp);

    /**
     * The windows of one key, from the oldest to the newest.
     *
     * @param key the key
     * @param timeFrom earliest start, in milliseconds since the epoch
     * @param timeTo latest start, in milliseconds since the epoch
     * @return the windows, to be closed
     * @throws NullPointerException if the key is null
     */
    WindowStoreIterator<V> fetch(K key, long timeFrom, long timeTo);

    @Override
    default WindowStoreIterator<V> fetch(K key, Instant timeFrom, Instant timeTo) throws IllegalArgumentException {
        return fetch(key, Millis.fromInstant(timeFrom, "timeFrom"), Millis.fromInstant(timeTo, "timeTo"));
    }

    /**
     * The windows of one key, from the newest to the oldest.
     *
     * @param key the key
     * @param timeFrom earliest start, in milliseconds since the epoch
     * @param timeTo latest start, in milliseconds since the epoch
     * @return the windows, to be closed
     * @throws NullPointerException if the key is null
     * @throws UnsupportedOperationException if this kind of store cannot be read backwards; those of the library can
     */
    default WindowStoreIterator<V> backwardFetch(K key, long timeFrom, long timeTo) {
        throw StoreLimits.cannot(this, "be read backwards");
    }

    @Override
    default WindowStoreIterator<V> backwardFetch(K key, Instant timeFrom, Instant timeTo)
            throws IllegalArgumentException {
        return backwardFetch(key, Millis.fromInstant(timeFrom, "timeFrom"), Millis.fromInstant(timeTo, "timeTo"));
    }

    /**
     * The windows of several keys.
     *
     * @param keyFrom the first key; {@code null} starts at the first of the store
     * @param keyTo the last key, included; {@code null} ends at the last of the store
     * @param timeFrom earliest start, in milliseconds since the epoch
     * @param timeTo latest start, in milliseconds since the epoch
     * @return the windows, to be closed
     */
    KeyValueIterator<Windowed<K>, V> fetch(@Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo);

    @Override
    default KeyValueIterator<Windowed<K>, V> fetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) throws IllegalArgumentException {
        return fetch(keyFrom, keyTo, Millis.fromInstant(timeFrom, "timeFrom"), Millis.fromInstant(timeTo, "timeTo"));
    }

    /**
     * The windows of several keys, in the opposite order.
     *
     * @param keyFrom the first key; {@code null} ends at the first of the store
     * @param keyTo the last key, included; {@code null} starts at the last of the store
     * @param timeFrom earliest start, in milliseconds since the epoch
     * @param timeTo latest start, in milliseconds since the epoch
     * @return the windows, to be closed
     * @throws UnsupportedOperationException if this kind of store cannot be read backwards; those of the library can
     */
    default KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        throw StoreLimits.cannot(this, "be read backwards");
    }

    @Override
    default KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) throws IllegalArgumentException {
        return backwardFetch(
                keyFrom, keyTo, Millis.fromInstant(timeFrom, "timeFrom"), Millis.fromInstant(timeTo, "timeTo"));
    }

    /**
     * The windows of all keys that start in a range of time.
     *
     * @param timeFrom earliest start, in milliseconds since the epoch
     * @param timeTo latest start, in milliseconds since the epoch
     * @return the windows, to be closed
     */
    KeyValueIterator<Windowed<K>, V> fetchAll(long timeFrom, long timeTo);

    @Override
    default KeyValueIterator<Windowed<K>, V> fetchAll(Instant timeFrom, Instant timeTo)
            throws IllegalArgumentException {
        return fetchAll(Millis.fromInstant(timeFrom, "timeFrom"), Millis.fromInstant(timeTo, "timeTo"));
    }

    /**
     * The windows of all keys that start in a range of time, in the opposite order.
     *
     * @param timeFrom earliest start, in milliseconds since the epoch
     * @param timeTo latest start, in milliseconds since the epoch
     * @return the windows, to be closed
     * @throws UnsupportedOperationException if this kind of store cannot be read backwards; those of the library can
     */
    default KeyValueIterator<Windowed<K>, V> backwardFetchAll(long timeFrom, long timeTo) {
        throw StoreLimits.cannot(this, "be read backwards");
    }

    @Override
    default KeyValueIterator<Windowed<K>, V> backwardFetchAll(Instant timeFrom, Instant timeTo)
            throws IllegalArgumentException {
        return backwardFetchAll(Millis.fromInstant(timeFrom, "timeFrom"), Millis.fromInstant(timeTo, "timeTo"));
    }
}
