package io.millrace.streams;

import io.millrace.log.LogRecord;
import io.millrace.streams.test.TestRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a topology has written to a topic of a {@link TopologyTestDriver}, in order, each record once per topic
 * object's driver. Not thread safe.
 *
 * @param <K> the key
 * @param <V> the value
 */
public class TestOutputTopic<K, V> {

    private final TopologyTestDriver driver;
    private final String topic;
    private final Deserializer<K> keyDeserializer;
    private final Deserializer<V> valueDeserializer;

    TestOutputTopic(
            TopologyTestDriver driver,
            String topic,
            Deserializer<K> keyDeserializer,
            Deserializer<V> valueDeserializer) {
        this.driver = driver;
        this.topic = topic;
        this.keyDeserializer = keyDeserializer;
        this.valueDeserializer = valueDeserializer;
    }

    /**
     * The next record's value.
     *
     * @throws NoSuchElementException if there is no further record
     */
    public V readValue() {
        return readRecord().value();
    }

    /**
     * The next record's key and value.
     *
     * @throws NoSuchElementException if there is no further record
     */
    public KeyValue<K, V> readKeyValue() {
        TestRecord<K, V> record = readRecord();
        return new KeyValue<>(record.key(), record.value());
    }

    /**
     * The next record.
     *
     * @throws NoSuchElementException if there is no further record
     */
    public TestRecord<K, V> readRecord() {
        LogRecord record = driver.next(topic);
        if (record == null) {
            throw new NoSuchElementException(
                    driver.producedTopicNames().contains(topic)
                            ? "topic " + topic + " has no further record"
                            : "nothing has been written to topic " + topic + " (written to so far: "
                                    + driver.producedTopicNames() + ")");
        }
        return decode(record);
    }

    private TestRecord<K, V> decode(LogRecord record) {
        RecordHeaders headers = new RecordHeaders(record.headers());
        K key = decode(keyDeserializer, headers, record.key());
        V value = decode(valueDeserializer, headers, record.value());
        return new TestRecord<>(key, value, headers, Instant.ofEpochMilli(record.timestamp()));
    }

    @SuppressWarnings("NullAway") // absent keys and values are null, whatever the type says
    private <T> T decode(Deserializer<T> deserializer, RecordHeaders headers, byte @Nullable [] bytes) {
        return bytes == null ? null : deserializer.deserialize(topic, headers, bytes);
    }

    /** All further records. */
    public List<TestRecord<K, V>> readRecordsToList() {
        List<TestRecord<K, V>> records = new ArrayList<>();
        while (!isEmpty()) {
            records.add(readRecord());
        }
        return records;
    }

    /**
     * The last value per key of all further records.
     *
     * @throws IllegalStateException if one has no key
     */
    public Map<K, V> readKeyValuesToMap() {
        Map<K, V> values = new LinkedHashMap<>();
        for (TestRecord<K, V> record : readRecordsToList()) {
            if (record.key() == null) {
                throw new IllegalStateException(
                        "topic " + topic + ": a record has no key (expected: all have; value: " + record.value() + ")");
            }
            values.put(record.key(), record.value());
        }
        return values;
    }

    /** Keys and values of all further records. */
    public List<KeyValue<K, V>> readKeyValuesToList() {
        List<KeyValue<K, V>> pairs = new ArrayList<>();
        readRecordsToList().forEach(record -> pairs.add(new KeyValue<>(record.key(), record.value())));
        return pairs;
    }

    /** Values of all further records. */
    public List<V> readValuesToList() {
        List<V> values = new ArrayList<>();
        readRecordsToList().forEach(record -> values.add(record.value()));
        return values;
    }

    /** How many records have not been read. */
    public final long getQueueSize() {
        return driver.unread(topic);
    }

    /** Whether all records have been read. */
    public final boolean isEmpty() {
        return getQueueSize() == 0;
    }

    @Override
    public String toString() {
        return "TestOutputTopic[topic=" + topic + ", keyDeserializer="
                + keyDeserializer.getClass().getSimpleName() + ", valueDeserializer="
                + valueDeserializer.getClass().getSimpleName() + ", size=" + getQueueSize() + ']';
    }
}
