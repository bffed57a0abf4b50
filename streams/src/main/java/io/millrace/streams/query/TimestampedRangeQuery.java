package io.millrace.streams.query;

import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.ValueAndTimestamp;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a key-value store with timestamps for its entries from a key to a key, both included, in the order of the
 * serialized keys within each partition. The iterator must be closed.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class TimestampedRangeQuery<K, V> implements Query<KeyValueIterator<K, ValueAndTimestamp<V>>> {

    private final @Nullable K lower;
    private final @Nullable K upper;
    private final ResultOrder order;

    private TimestampedRangeQuery(@Nullable K lower, @Nullable K upper, ResultOrder order) {
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
    public static <K, V> TimestampedRangeQuery<K, V> withRange(@Nullable K lower, @Nullable K upper) {
        return new TimestampedRangeQuery<>(lower, upper, ResultOrder.ANY);
    }

    /**
     * Asks for everything up to a key.
     *
     * @param upper the last key
     */
    public static <K, V> TimestampedRangeQuery<K, V> withUpperBound(K upper) {
        return withRange(null, upper);
    }

    /**
     * Asks for everything from a key on.
     *
     * @param lower the first key
     */
    public static <K, V> TimestampedRangeQuery<K, V> withLowerBound(K lower) {
        return withRange(lower, null);
    }

    /** Asks for everything. */
    public static <K, V> TimestampedRangeQuery<K, V> withNoBounds() {
        return withRange(null, null);
    }

    /** The same range from the greatest key to the smallest. */
    public TimestampedRangeQuery<K, V> withDescendingKeys() {
        return new TimestampedRangeQuery<>(lower, upper, ResultOrder.DESCENDING);
    }

    /** The same range from the smallest key to the greatest. */
    public TimestampedRangeQuery<K, V> withAscendingKeys() {
        return new TimestampedRangeQuery<>(lower, upper, ResultOrder.ASCENDING);
    }

    /** The order of keys; any unless asked for. */
    public ResultOrder resultOrder() {
        return order;
    }

    /** The first key, if the range is bounded below. */
    public Optional<K> lowerBound() {
        return Optional.ofNullable(lower);
    }

    /** The last key, if the range is bounded above. */
    public Optional<K> upperBound() {
        return Optional.ofNullable(upper);
    }
}
