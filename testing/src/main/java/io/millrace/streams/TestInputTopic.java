package io.millrace.streams;

import io.millrace.streams.test.TestRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Pipes records into a topic of a {@link TopologyTestDriver}. Records that have no time of their own get the topic's,
 * which begins where it was told to and advances by a fixed step after each of them. Not thread safe.
 *
 * @param <K> the key
 * @param <V> the value
 */
public class TestInputTopic<K, V> {

    private final TopologyTestDriver driver;
    private final String topic;
    private final Serializer<K> keySerializer;
    private final Serializer<V> valueSerializer;
    private final Duration step;
    private Instant now;

    TestInputTopic(
            TopologyTestDriver driver,
            String topic,
            Serializer<K> keySerializer,
            Serializer<V> valueSerializer,
            Instant startTime,
            Duration step) {
        this.driver = driver;
        this.topic = topic;
        this.keySerializer = keySerializer;
        this.valueSerializer = valueSerializer;
        this.now = startTime;
        this.step = checked(step);
    }

    private static Duration checked(Duration advance) {
        if (advance.isNegative()) {
            throw new IllegalArgumentException("advance: " + advance + " (expected: not negative)");
        }
        return advance;
    }

    /** Moves the topic's time on. */
    public void advanceTime(Duration advance) {
        now = now.plus(checked(advance));
    }

    private Instant takeTime() {
        Instant taken = now;
        now = now.plus(step);
        return taken;
    }

    /** Pipes a record in; one without a time gets the topic's. */
    public void pipeInput(TestRecord<K, V> record) {
        Instant time = record.getRecordTime();
        pipe(record.key(), record.value(), record.headers(), time == null ? takeTime() : time);
    }

    /** Pipes a value in, without a key, at the topic's time. */
    public void pipeInput(V value) {
        pipe(null, value, new RecordHeaders(), takeTime());
    }

    /** Pipes a key and a value in at the topic's time. */
    public void pipeInput(K key, V value) {
        pipe(key, value, new RecordHeaders(), takeTime());
    }

    /** Pipes a value in, without a key, at a time of its own. */
    public void pipeInput(V value, Instant timestamp) {
        pipe(null, value, new RecordHeaders(), timestamp);
    }

    /** Pipes a key and a value in at a time of their own, in milliseconds since the epoch. */
    public void pipeInput(K key, V value, long timestampMs) {
        pipe(key, value, new RecordHeaders(), Instant.ofEpochMilli(timestampMs));
    }

    /** Pipes a key and a value in at a time of their own. */
    public void pipeInput(K key, V value, Instant timestamp) {
        pipe(key, value, new RecordHeaders(), timestamp);
    }

    private void pipe(@Nullable K key, @Nullable V value, Headers headers, Instant time) {
        byte[] keyBytes = keySerializer.serialize(topic, headers, key);
        byte[] valueBytes = valueSerializer.serialize(topic, headers, value);
        driver.pipe(topic, time.toEpochMilli(), keyBytes, valueBytes, headers);
    }

    /** Pipes records in, one after the other. */
    public void pipeRecordList(List<? extends TestRecord<K, V>> records) {
        records.forEach(this::pipeInput);
    }

    /** Pipes keys with values in, each at the topic's time. */
    public void pipeKeyValueList(List<KeyValue<K, V>> keyValues) {
        keyValues.forEach(pair -> pipeInput(pair.key, pair.value));
    }

    /** Pipes values in, without keys, each at the topic's time. */
    public void pipeValueList(List<V> values) {
        values.forEach(this::pipeInput);
    }

    /** Pipes keys with values in, the first at a time, each other one a step later. */
    public void pipeKeyValueList(List<KeyValue<K, V>> keyValues, Instant startTimestamp, Duration advance) {
        Instant time = startTimestamp;
        for (KeyValue<K, V> pair : keyValues) {
            pipeInput(pair.key, pair.value, time);
            time = time.plus(advance);
        }
    }

    /** Pipes values in, without keys, the first at a time, each other one a step later. */
    public void pipeValueList(List<V> values, Instant startTimestamp, Duration advance) {
        Instant time = startTimestamp;
        for (V value : values) {
            pipeInput(value, time);
            time = time.plus(advance);
        }
    }

    @Override
    public String toString() {
        return "TestInputTopic[topic=" + topic + ", keySerializer="
                + keySerializer.getClass().getSimpleName() + ", valueSerializer="
                + valueSerializer.getClass().getSimpleName() + ']';
    }
}
