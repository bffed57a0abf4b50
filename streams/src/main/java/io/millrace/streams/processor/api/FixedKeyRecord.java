package io.millrace.streams.processor.api;

import io.millrace.streams.errors.StreamsException;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record whose key cannot be changed, given to a {@link FixedKeyProcessor}. There is no public constructor: it can
 * only come from a record of the input, which is what keeps the partitioning valid.
 *
 * <p>Otherwise like {@link Record}: the {@code with...} methods return changed copies with independent headers, and it
 * must not be shared between threads.
 *
 * @param <K> the type of the key; nullable when keys may be missing
 * @param <V> the type of the value; nullable when values may be missing
 */
public final class FixedKeyRecord<K extends @Nullable Object, V extends @Nullable Object> extends IsolatedHeaders {

    private final K key;
    private final V value;
    private final long timestamp;

    /** Makes a record with the headers of another one. */
    @SuppressWarnings("NullAway") // whether null is allowed is part of the types that the caller chose
    FixedKeyRecord(IsolatedHeaders source, @Nullable K key, @Nullable V value, long timestamp) {
        super(source);
        this.key = key;
        this.value = value;
        this.timestamp = timestamp;
    }

    @SuppressWarnings("NullAway") // whether null is allowed is part of the types that the caller chose
    private FixedKeyRecord(@Nullable K key, @Nullable V value, long timestamp, @Nullable Headers headers) {
        super(copyOf(headers), State.OWNED);
        this.key = key;
        this.value = value;
        this.timestamp = timestamp;
    }

    /** The key; may be null. */
    public K key() {
        return key;
    }

    /** The value; may be null. */
    public V value() {
        return value;
    }

    /** The timestamp in milliseconds since the epoch, never negative. */
    public long timestamp() {
        return timestamp;
    }

    /**
     * The headers of this record; never null. The same object each time, and it may be changed: every step that sees
     * this very record sees the change, copies made before do not.
     */
    public Headers headers() {
        return handOut();
    }

    /**
     * Copies this record with another value.
     *
     * @param value the new value; may be null
     * @param <NewV> the type of the new value
     * @return the copy
     */
    public <NewV extends @Nullable Object> FixedKeyRecord<K, NewV> withValue(@Nullable NewV value) {
        return new FixedKeyRecord<>(this, key, value, timestamp);
    }

    /**
     * Copies this record with another timestamp.
     *
     * @param timestamp the new time in milliseconds since the epoch, not negative
     * @return the copy
     * @throws StreamsException when the timestamp is negative
     */
    public FixedKeyRecord<K, V> withTimestamp(long timestamp) {
        return new FixedKeyRecord<>(this, key, value, Record.valid(timestamp));
    }

    /**
     * Copies this record with other headers.
     *
     * @param headers the new headers, which are copied; null for none
     * @return the copy
     */
    public FixedKeyRecord<K, V> withHeaders(@Nullable Headers headers) {
        return new FixedKeyRecord<>(key, value, timestamp, headers);
    }

    /** Shows everything, for logs. */
    @Override
    public String toString() {
        return "FixedKeyRecord{key=" + key + ", value=" + value + ", timestamp=" + timestamp + ", headers="
                + headersText() + '}';
    }

    /** Equal when key, value, timestamp and headers are. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof FixedKeyRecord<?, ?> that)) {
            return false;
        }
        return timestamp == that.timestamp
                && Objects.equals(key, that.key)
                && Objects.equals(value, that.value)
                && peek().equals(that.peek());
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, value, timestamp, peek());
    }
}
