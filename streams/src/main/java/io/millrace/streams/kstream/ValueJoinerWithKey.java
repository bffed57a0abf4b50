package io.millrace.streams.kstream;

import org.jspecify.annotations.NullUnmarked;

/**
 * Makes the result value of two records that were joined, and may look at their key to do so.
 *
 * @param <K1> key type
 * @param <V1> type of the left value
 * @param <V2> type of the right value
 * @param <VR> type of the result
 * @see ValueJoiner
 */
@FunctionalInterface
@NullUnmarked
public interface ValueJoinerWithKey<K1, V1, V2, VR> {

    /**
     * Computes the result value.
     *
     * @param readOnlyKey the key of the result; changing it would leave the record in the wrong partition
     * @param value1 the left value
     * @param value2 the right value; {@code null} in a left join without a partner
     * @return the result
     */
    VR apply(K1 readOnlyKey, V1 value1, V2 value2);
}
