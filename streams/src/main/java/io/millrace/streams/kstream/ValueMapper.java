package io.millrace.streams.kstream;

import org.jspecify.annotations.NullUnmarked;

/**
 * Turns a record's value into a new value. The key stays, so no repartition is needed afterwards.
 *
 * @param <V> value type
 * @param <VR> type of the new value
 * @see ValueMapperWithKey
 * @see KeyValueMapper
 */
@FunctionalInterface
@NullUnmarked
public interface ValueMapper<V, VR> {

    /**
     * Computes the new value.
     *
     * @param value the record's value
     * @return the new value
     */
    VR apply(V value);
}
