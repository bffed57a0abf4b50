package io.millrace.streams.processor.api;

import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.spi.RecordAccess;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way through the topology: a key, a value, a timestamp and headers.
 *
 * <p>A record does not change, except for its {@link #headers()}; the {@code with...} methods return changed copies.
 * Headers of a copy are independent of those of the original: what is added to one does not show in the other. Copies
 * of headers are made only when they are really asked for, so a record whose headers nobody looks at costs nothing
 * extra.
 *
 * <p>A record belongs to the thread that processes it and must not be shared between threads.
 *
 * @param <K> the type of the key; nullable when keys may be missing
 * @param <V> the type of the value; nullable when values may be missing
 */
@SuppressWarnings("JavaLangClash") // the name is given by the API that this one follows
public class Record<K extends @Nullable Object, V extends @Nullable Object> extends IsolatedHeaders {

    static {
        RecordAccess.register(new RecordConstructors());
    }

    private final K key;
    private final V value;
    private final long timestamp;

    /**
     * Makes a record.
     *
     * @param key the key; may be null
     * @param value the value; may be null
     * @param timestamp the time in milliseconds since the epoch, not negative
     * @param headers the headers, which are copied; null for none
     * @throws StreamsException when the timestamp is negative
     */
    @SuppressWarnings("NullAway") // whether null is allowed is part of the types that the caller chose
    public Record(@Nullable K key, @Nullable V value, long timestamp, @Nullable Headers headers) {
        super(copyOf(headers), State.OWNED);
        this.key = key;
        this.value = value;
        this.timestamp = valid(timestamp);
    }

    /**
     * Makes a record without headers.
     *
     * @param key the key; may be null
     * @param value the value; may be null
     * @param timestamp the time in milliseconds since the epoch, not negative
     * @throws StreamsException when the timestamp is negative
     */
    public Record(@Nullable K key, @Nullable V value, long timestamp) {
        this(key, value, timestamp, null);
    }

    /** Makes a record with headers that nobody is going to change, without copying them. */
    @SuppressWarnings("NullAway") // whether null is allowed is part of the types that the caller chose
    Record(@Nullable RecordHeaders unchanging, @Nullable K key, @Nullable V value, long timestamp) {
        super(unchanging, State.SHARED);
        this.key = key;
        this.value = value;
        this.timestamp = valid(timestamp);
    }

    /** Makes a record with the headers of another one. */
    @SuppressWarnings("NullAway") // whether null is allowed is part of the types that the caller chose
    Record(IsolatedHeaders source, @Nullable K key, @Nullable V value, long timestamp) {
        super(source);
        this.key = key;
        this.value = value;
        this.timestamp = valid(timestamp);
    }

    static long valid(long timestamp) {
        if (timestamp < 0) {
            IllegalArgumentException cause =
                    new IllegalArgumentException("timestamp: " + timestamp + " ms (expected: >= 0)");
            throw new StreamsException("cannot make a record with " + cause.getMessage(), cause);
        }
        return timestamp;
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
     * Copies this record with another key.
     *
     * @param key the new key; may be null
     * @param <NewK> the type of the new key
     * @return the copy
     */
    public <NewK extends @Nullable Object> Record<NewK, V> withKey(@Nullable NewK key) {
        return new Record<>(this, key, value, timestamp);
    }

    /**
     * Copies this record with another value.
     *
     * @param value the new value; may be null
     * @param <NewV> the type of the new value
     * @return the copy
     */
    public <NewV extends @Nullable Object> Record<K, NewV> withValue(@Nullable NewV value) {
        return new Record<>(this, key, value, timestamp);
    }

    /**
     * Copies this record with another timestamp.
     *
     * @param timestamp the new time in milliseconds since the epoch, not negative
     * @return the copy
     * @throws StreamsException when the timestamp is negative
     */
    public Record<K, V> withTimestamp(long timestamp) {
        return new Record<>(this, key, value, timestamp);
    }

    /**
     * Copies this record with other headers.
     *
     * @param headers the new headers, which are copied; null for none
     * @return the copy
     */
    public Record<K, V> withHeaders(@Nullable Headers headers) {
        return new Record<>(key, value, timestamp, headers);
    }

    /** Shows everything, for logs. */
    @Override
    public String toString() {
        return "Record{key=" + key + ", value=" + value + ", timestamp=" + timestamp + ", headers=" + headersText()
                + '}';
    }

    /** Equal when key, value, timestamp and headers are. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Record<?, ?> that)) {
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
