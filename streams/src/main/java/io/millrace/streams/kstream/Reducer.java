package io.millrace.streams.kstream;

import org.jspecify.annotations.NullUnmarked;

/**
 * Combines two values into one of the same type.
 *
 * <p>The first value of a key is stored as it is, so the function is only called from the second record on.
 *
 * @param <V> type of the values and of the result
 * @see Aggregator
 */
@FunctionalInterface
@NullUnmarked
public interface Reducer<V> {

    /**
     * Combines the value so far with one more.
     *
     * @param value1 the value so far
     * @param value2 the value of the record at hand
     * @return the new value; {@code null} removes the key
     */
    V apply(V value1, V value2);
}
