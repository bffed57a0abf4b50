package io.millrace.streams.kstream;

import org.jspecify.annotations.NullUnmarked;

/**
 * Makes the result value of two records that were joined.
 *
 * @param <V1> type of the left value
 * @param <V2> type of the right value
 * @param <VR> type of the result
 * @see ValueJoinerWithKey
 */
@FunctionalInterface
@NullUnmarked
public interface ValueJoiner<V1, V2, VR> {

    /**
     * Computes the result value.
     *
     * @param value1 the left value
     * @param value2 the right value; {@code null} in a left join without a partner
     * @return the result
     */
    VR apply(V1 value1, V2 value2);
}
