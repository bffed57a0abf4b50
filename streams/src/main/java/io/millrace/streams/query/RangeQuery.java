package io.millrace.streams.query;

import io.millrace.streams.state.KeyValueIterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a key-value store for its entries from a key to a key, both included, in the order of the serialized keys within
 * each partition. The iterator must be closed.
 *
 * @param <K> key type
 * @param <V> value type, without timestamp whatever the store keeps
 */
public final class RangeQuery<K, V> implements Query<KeyValueIterator<K, V>> {

    private final @Nullable K lower;
    private final @Nullable K upper;
    private final ResultOrder order;

    private RangeQuery(@Nullable K lower, @Nullable K upper, ResultOrder order) {
        this.lower = lower;
        this.upper = upper;
        this.order = order;
    }

    /**
     * Asks for a range.
     *
     * @param lower the first key; null for no bound below
     * @param upper the last key; null for no bound above
     */
    public static <K, V> RangeQuery<K, V> withRange(@Nullable K lower, @Nullable K upper) {
        return new RangeQuery<>(lower, upper, ResultOrder.ANY);
    }

    /**
     * Asks for everything up to a key.
     *
     * @param upper the last key
     */
    public static <K, V> RangeQuery<K, V> withUpperBound(K upper) {
        return withRange(null, upper);
    }

    /**
     * Asks for everything from a key on.
     *
     * @param lower the first key
     */
    public static <K, V> RangeQuery<K, V> withLowerBound(K lower) {
        return withRange(lower, null);
    }

    /** Asks for everything. */
    public static <K, V> RangeQuery<K, V> withNoBounds() {
        return withRange(null, null);
    }

    /** The same range from the greatest key to the smallest. */
    public RangeQuery<K, V> withDescendingKeys() {
        return new RangeQuery<>(lower, upper, ResultOrder.DESCENDING);
    }

    /** The same range from the smallest key to the greatest. */
    public RangeQuery<K, V> withAscendingKeys() {
        return new RangeQuery<>(lower, upper, ResultOrder.ASCENDING);
    }

    /** The order of keys; any unless asked for. */
    public ResultOrder resultOrder() {
        return order;
    }

    /** The first key, if the range is bounded below. */
    public Optional<K> getLowerBound() {
        return Optional.ofNullable(lower);
    }

    /** The last key, if the range is bounded above. */
    public Optional<K> getUpperBound() {
        return Optional.ofNullable(upper);
    }
}
