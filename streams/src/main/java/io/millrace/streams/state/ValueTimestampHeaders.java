package io.millrace.streams.state;

import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A value with the time of its last change and headers: what the stores with headers keep. Immutable, as long as nobody
 * changes the headers.
 *
 * @param <V> value type
 */
public final class ValueTimestampHeaders<V> {

    private final @Nullable V value;
    private final long timestamp;
    private final Headers headers;

    private ValueTimestampHeaders(@Nullable V value, long timestamp, @Nullable Headers headers) {
        this.value = value;
        this.timestamp = timestamp;
        this.headers = headers == null ? new RecordHeaders() : headers;
    }

    /**
     * Puts a value, a time and headers together.
     *
     * @param value the value; may be null
     * @param timestamp milliseconds since the epoch
     * @param headers null for none
     * @param <V> value type
     * @return null if the value is null
     */
    public static <V> @Nullable ValueTimestampHeaders<V> make(
            @Nullable V value, long timestamp, @Nullable Headers headers) {
        return value == null ? null : new ValueTimestampHeaders<>(value, timestamp, headers);
    }

    /**
     * Puts a value, a time and headers together, also where the value is null.
     *
     * @param value the value; may be null
     * @param timestamp milliseconds since the epoch
     * @param headers null for none
     * @param <V> value type
     * @return never null
     */
    public static <V> ValueTimestampHeaders<V> makeAllowNullable(
            @Nullable V value, long timestamp, @Nullable Headers headers) {
        return new ValueTimestampHeaders<>(value, timestamp, headers);
    }

    /**
     * The value alone.
     *
     * @param entry may be null
     * @param <V> value type
     * @return null if there is no entry or no value
     */
    public static <V> @Nullable V getValueOrNull(@Nullable ValueTimestampHeaders<V> entry) {
        return entry == null ? null : entry.value;
    }

    /**
     * The value.
     *
     * @return null only if made by {@link #makeAllowNullable}
     */
    @SuppressWarnings("NullAway") // as in ValueAndTimestamp: entries that stores hand out have a value
    public V value() {
        return value;
    }

    /**
     * The time of the value's last change.
     *
     * @return milliseconds since the epoch
     */
    public long timestamp() {
        return timestamp;
    }

    /**
     * The headers.
     *
     * @return empty if there are none, never null
     */
    public Headers headers() {
        return headers;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValueTimestampHeaders<?> that
                && timestamp == that.timestamp
                && Objects.equals(value, that.value)
                && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, timestamp, headers);
    }

    @Override
    public String toString() {
        return "ValueTimestampHeaders{value=" + value + ", timestamp=" + timestamp + ", headers=" + headers + '}';
    }
}
