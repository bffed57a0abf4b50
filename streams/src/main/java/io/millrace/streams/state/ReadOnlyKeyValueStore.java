package io.millrace.streams.state;

import io.millrace.streams.errors.InvalidStateStoreException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The reading side of a key-value store.
 *
 * <p>Keys are ordered by their bytes, compared as unsigned; that is not always the order of the objects. An instance
 * that a query returned may be used by any thread, one that a processor was handed only by the processor. Every method
 * throws {@link InvalidStateStoreException} if the store is closed or has moved to another instance.
 *
 * @param <K> key type
 * @param <V> value type
 */
public interface ReadOnlyKeyValueStore<K, V> {

    /**
     * The value of a key.
     *
     * @param key the key
     * @return its value, {@code null} if there is none
     * @throws NullPointerException if the key is null
     */
    @Nullable
    V get(K key);

    /**
     * Entries from one key to another, both included, in ascending order of the key bytes.
     *
     * @param from the first key; {@code null} starts at the first of the store
     * @param to the last key; {@code null} ends at the last of the store
     * @return the entries, to be closed; empty if {@code from} is after {@code to}
     */
    KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to);

    /**
     * As {@link #range}, in descending order.
     *
     * @param from the lowest key; {@code null} ends at the first of the store
     * @param to the highest key; {@code null} starts at the last of the store
     * @return the entries, to be closed; empty if {@code from} is after {@code to}
     * @throws UnsupportedOperationException if this kind of store cannot be read backwards; those of the library can
     */
    default KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
        throw StoreLimits.cannot(this, "be read backwards");
    }

    /**
     * All entries, in ascending order of the key bytes.
     *
     * @return the entries, to be closed
     */
    KeyValueIterator<K, V> all();

    /**
     * All entries, in descending order of the key bytes.
     *
     * @return the entries, to be closed
     * @throws UnsupportedOperationException if this kind of store cannot be read backwards; those of the library can
     */
    default KeyValueIterator<K, V> reverseAll() {
        throw StoreLimits.cannot(this, "be read backwards");
    }

    /**
     * Entries whose key bytes begin with the bytes of a prefix, in ascending order.
     *
     * @param <PS> type of the serializer
     * @param <P> type of the prefix
     * @param prefix the prefix
     * @param prefixKeySerializer writes the prefix; it has to write it as the key serde writes the start of a key
     * @return the entries, to be closed
     * @throws UnsupportedOperationException if this kind of store has no order of bytes; those of the library have
     */
    default <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS prefixKeySerializer) {
        throw StoreLimits.cannot(this, "be searched by prefix");
    }

    /**
     * How many entries there are, roughly; not meant for counting.
     *
     * @return an estimate
     */
    long approximateNumEntries();
}
