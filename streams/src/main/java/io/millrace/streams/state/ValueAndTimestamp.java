package io.millrace.streams.state;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value with the event time of its last change. Immutable.
 *
 * @param <V> value type
 */
public final class ValueAndTimestamp<V> {

    private final V value;
    private final long timestamp;

    private ValueAndTimestamp(V value, long timestamp) {
        this.value = value;
        this.timestamp = timestamp;
    }

    /**
     * Puts value and time together. No value makes no pair, since stores mean "no entry" by null.
     *
     * @param <V> value type
     * @param value the value
     * @param timestamp event time, in milliseconds since the epoch
     * @return the pair; {@code null} if the value is null
     */
    public static <V> @Nullable ValueAndTimestamp<V> make(@Nullable V value, long timestamp) {
        return value == null ? null : new ValueAndTimestamp<>(value, timestamp);
    }

    /**
     * Puts value and time together, even if there is no value. {@link #value()} of the pair may then be null.
     *
     * @param <V> value type
     * @param value the value
     * @param timestamp event time, in milliseconds since the epoch
     * @return the pair
     */
    @SuppressWarnings("NullAway") // whoever makes a pair without a value knows it; all others need not ask for null
    public static <V> ValueAndTimestamp<V> makeAllowNullable(@Nullable V value, long timestamp) {
        return new ValueAndTimestamp<>(value, timestamp);
    }

    /**
     * The value of a pair that may not be there.
     *
     * @param <V> value type
     * @param valueAndTimestamp the pair
     * @return its value; {@code null} if there is no pair
     */
    public static <V> @Nullable V getValueOrNull(@Nullable ValueAndTimestamp<V> valueAndTimestamp) {
        return valueAndTimestamp == null ? null : valueAndTimestamp.value();
    }

    /**
     * The value.
     *
     * @return the value; null only for pairs of {@link #makeAllowNullable}
     */
    public V value() {
        return value;
    }

    /**
     * The event time.
     *
     * @return milliseconds since the epoch
     */
    public long timestamp() {
        return timestamp;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValueAndTimestamp<?> that
                && timestamp == that.timestamp
                && Objects.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(value) + Long.hashCode(timestamp);
    }

    /** Prints {@code <value,timestamp>}. */
    @Override
    public String toString() {
        return "<" + value + "," + timestamp + ">";
    }
}
