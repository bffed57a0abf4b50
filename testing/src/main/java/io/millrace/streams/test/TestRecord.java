package io.millrace.streams.test;

import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record as a test pipes it in or reads it: key, value, headers and event time. Two are equal when all four are.
 *
 * @param <K> the key
 * @param <V> the value
 */
public class TestRecord<K extends @Nullable Object, V extends @Nullable Object> {

    private final K key;
    private final V value;
    private final Headers headers;
    private final @Nullable Instant recordTime;

    /**
     * With everything.
     *
     * @param headers copied; null for none
     * @param recordTime null to have the input topic set it
     */
    public TestRecord(K key, V value, @Nullable Headers headers, @Nullable Instant recordTime) {
        this.key = key;
        this.value = value;
        this.headers = headers == null ? new RecordHeaders() : new RecordHeaders(headers);
        this.recordTime = recordTime;
    }

    /**
     * With everything.
     *
     * @param headers copied; null for none
     * @param timestampMs milliseconds since the epoch; null to have the input topic set it
     * @throws IllegalArgumentException if the timestamp is negative
     */
    public TestRecord(K key, V value, @Nullable Headers headers, @Nullable Long timestampMs) {
        this(key, value, headers, timestampMs == null ? null : instant(timestampMs));
    }

    private static Instant instant(long timestampMs) {
        if (timestampMs < 0) {
            throw new IllegalArgumentException("timestampMs: " + timestampMs + " (expected: >= 0)");
        }
        return Instant.ofEpochMilli(timestampMs);
    }

    /** Without headers. */
    public TestRecord(K key, V value, @Nullable Instant recordTime) {
        this(key, value, null, recordTime);
    }

    /** Without a time; the input topic sets it. */
    public TestRecord(K key, V value, @Nullable Headers headers) {
        this(key, value, headers, (Instant) null);
    }

    /** Without headers or a time; the input topic sets the latter. */
    public TestRecord(K key, V value) {
        this(key, value, null, (Instant) null);
    }

    /** A value alone; the key is null. */
    @SuppressWarnings("NullAway") // a record without a key has none, whatever K says
    public TestRecord(V value) {
        this(null, value);
    }

    /** A record as a consumer reads it. */
    public TestRecord(ConsumerRecord<K, V> record) {
        this(record.key(), record.value(), record.headers(), Instant.ofEpochMilli(record.timestamp()));
    }

    /** A record as a producer is given it. */
    public TestRecord(ProducerRecord<K, V> record) {
        this(
                record.key(),
                record.value(),
                record.headers(),
                record.timestamp() == null ? null : Instant.ofEpochMilli(record.timestamp()));
    }

    /** The headers; may be changed. */
    public Headers headers() {
        return headers;
    }

    /** The key; may be null. */
    public K key() {
        return key;
    }

    /** The value; may be null. */
    public V value() {
        return value;
    }

    /** Milliseconds since the epoch; null when it is not set. */
    public @Nullable Long timestamp() {
        return recordTime == null ? null : recordTime.toEpochMilli();
    }

    /** As {@link #headers()}. */
    public Headers getHeaders() {
        return headers;
    }

    /** As {@link #key()}. */
    public K getKey() {
        return key;
    }

    /** As {@link #value()}. */
    public V getValue() {
        return value;
    }

    /** The event time; null when it is not set. */
    public @Nullable Instant getRecordTime() {
        return recordTime;
    }

    @Override
    public String toString() {
        return "TestRecord[key=" + key + ", value=" + value + ", headers=" + headers + ", recordTime=" + recordTime
                + ']';
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (other == null || getClass() != other.getClass()) {
            return false;
        }
        TestRecord<?, ?> that = (TestRecord<?, ?>) other;
        return Objects.equals(key, that.key)
                && Objects.equals(value, that.value)
                && headers.equals(that.headers)
                && Objects.equals(recordTime, that.recordTime);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, value, headers, recordTime);
    }
}
