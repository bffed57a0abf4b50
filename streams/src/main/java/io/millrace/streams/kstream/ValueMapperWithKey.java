package io.millrace.streams.kstream;

import org.jspecify.annotations.NullUnmarked;

/**
 * Turns a record's value into a new value and may look at the key to do so. The key stays.
 *
 * @param <K> key type
 * @param <V> value type
 * @param <VR> type of the new value
 * @see ValueMapper
 * @see KeyValueMapper
 */
@FunctionalInterface
@NullUnmarked
public interface ValueMapperWithKey<K, V, VR> {

    /**
     * Computes the new value.
     *
     * @param readOnlyKey the record's key; changing it would leave the record in the wrong partition
     * @param value the record's value
     * @return the new value
     */
    VR apply(K readOnlyKey, V value);
}
