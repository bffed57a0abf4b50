package io.millrace.streams.state;

import io.millrace.streams.KeyValue;
import io.millrace.streams.processor.StateStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store with one value per key.
 *
 * <p>Written by the processor that it is connected to, on the worker's thread. What is written is part of the next
 * commit, together with the records that were sent and the input offsets.
 *
 * @param <K> key type
 * @param <V> value type
 */
public interface KeyValueStore<K, V> extends StateStore, ReadOnlyKeyValueStore<K, V> {

    /**
     * Sets the value of a key.
     *
     * @param key the key
     * @param value the value; {@code null} deletes the key
     * @throws NullPointerException if the key is null
     */
    void put(K key, @Nullable V value);

    /**
     * Sets the value of a key that has none.
     *
     * @param key the key
     * @param value the value; {@code null} changes nothing
     * @return the value that was there, {@code null} if there was none and the new one has been set
     * @throws NullPointerException if the key is null
     */
    @Nullable
    V putIfAbsent(K key, @Nullable V value);

    /**
     * Sets several values, in the order of the list.
     *
     * @param entries keys and values; a {@code null} value deletes its key
     * @throws NullPointerException if a key is null
     */
    void putAll(List<KeyValue<K, V>> entries);

    /**
     * Deletes a key.
     *
     * @param key the key
     * @return the value that was there, {@code null} if there was none
     * @throws NullPointerException if the key is null
     */
    @Nullable
    V delete(K key);
}
