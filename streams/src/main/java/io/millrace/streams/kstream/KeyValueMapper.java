package io.millrace.streams.kstream;

import org.jspecify.annotations.NullUnmarked;

/**
 * Turns a record's key and value into something else: a new key, a new pair, or several pairs.
 *
 * @param <K> key type
 * @param <V> value type
 * @param <VR> type of the result
 * @see ValueMapper
 * @see ValueMapperWithKey
 */
@FunctionalInterface
@NullUnmarked
public interface KeyValueMapper<K, V, VR> {

    /**
     * Computes the result for one record.
     *
     * @param key the record's key
     * @param value the record's value
     * @return the result; the operator says whether {@code null} is allowed
     */
    VR apply(K key, V value);
}
