package io.millrace.streams.state;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value with the time from which it was valid, and, where that is known, the time until which. Immutable.
 *
 * @param <V> value type
 */
public final class VersionedRecord<V> {

    private final V value;
    private final long timestamp;
    private final @Nullable Long validTo;

    /**
     * A version of which it is not said when it ends.
     *
     * @param value the value
     * @param timestamp the time from which it is valid, in milliseconds since the epoch
     * @throws NullPointerException if the value is null
     */
    public VersionedRecord(V value, long timestamp) {
        this.value = requireNonNull(value, "value: null (expected: a value; what was deleted has no record)");
        this.timestamp = timestamp;
        this.validTo = null;
    }

    /**
     * A version that ended.
     *
     * @param value the value
     * @param timestamp the time from which it is valid, in milliseconds since the epoch
     * @param validTo the time from which it is not valid any more, in milliseconds since the epoch
     * @throws NullPointerException if the value is null
     */
    public VersionedRecord(V value, long timestamp, long validTo) {
        this.value = requireNonNull(value, "value: null (expected: a value; what was deleted has no record)");
        this.timestamp = timestamp;
        this.validTo = validTo;
    }

    /**
     * The value.
     *
     * @return never null
     */
    public V value() {
        return value;
    }

    /**
     * The time from which it is valid.
     *
     * @return milliseconds since the epoch
     */
    public long timestamp() {
        return timestamp;
    }

    /**
     * The time from which it is not valid any more.
     *
     * @return milliseconds since the epoch; empty if it is still valid, or if the method that made the record does not
     *     say
     */
    public Optional<Long> validTo() {
        return Optional.ofNullable(validTo);
    }

    @Override
    public String toString() {
        return "<" + value + "," + timestamp + "," + validTo() + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VersionedRecord<?> that
                && timestamp == that.timestamp
                && Objects.equals(validTo, that.validTo)
                && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, timestamp, validTo);
    }
}
