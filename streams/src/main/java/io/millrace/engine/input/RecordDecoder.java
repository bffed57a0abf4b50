package io.millrace.engine.input;

import io.millrace.log.LogRecord;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.processor.FailOnInvalidTimestamp;
import io.millrace.streams.processor.TimestampExtractor;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.Records;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a record's bytes into key, value, headers and event time. Holds the result of the last decoding, so that
 * nothing is allocated beside the user's own objects. Owned by the task's worker.
 *
 * <p>The default timestamp extractor, which only refuses negative timestamps, is not called: it would cost a
 * {@code ConsumerRecord} per record.
 */
final class RecordDecoder {

    private static final Headers NO_HEADERS = readOnlyHeaders();

    private final TopicPartition partition;
    private final Deserializer<?> keyDeserializer;
    private final Deserializer<?> valueDeserializer;
    private final TimestampExtractor extractor;
    private final boolean extractorIsDefault;

    private @Nullable Object key;
    private @Nullable Object value;
    private Headers headers = NO_HEADERS;
    private long timestamp;

    RecordDecoder(
            TopicPartition partition,
            Deserializer<?> keyDeserializer,
            Deserializer<?> valueDeserializer,
            TimestampExtractor extractor) {
        this.partition = partition;
        this.keyDeserializer = keyDeserializer;
        this.valueDeserializer = valueDeserializer;
        this.extractor = extractor;
        this.extractorIsDefault = extractor.getClass() == FailOnInvalidTimestamp.class;
    }

    /**
     * Decodes key and value.
     *
     * @throws RuntimeException whatever the deserializers throw
     */
    void decode(LogRecord record) {
        headers = record.headers().isEmpty() ? NO_HEADERS : new RecordHeaders(record.headers());
        key = decode(keyDeserializer, record.key());
        value = decode(valueDeserializer, record.value());
    }

    /** Null is handed over too: what it means is the deserializer's business. */
    @SuppressWarnings("NullAway") // deserializers take and give null, which their signature does not say
    private @Nullable Object decode(Deserializer<?> deserializer, byte @Nullable [] bytes) {
        return deserializer.deserialize(partition.topic(), headers, bytes);
    }

    /**
     * Finds the event time of the record that was decoded last.
     *
     * @param partitionTime the highest event time of the partition so far; -1 at the beginning
     * @return negative when the record is to be dropped
     * @throws StreamsException if the extractor fails
     */
    long extractTimestamp(LogRecord record, long partitionTime) {
        if (extractorIsDefault && record.timestamp() >= 0) {
            timestamp = record.timestamp();
            return timestamp;
        }
        try {
            timestamp = extractor.extract(asConsumerRecord(record), partitionTime);
        } catch (StreamsException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StreamsException(
                    "the timestamp extractor " + extractor.getClass().getName() + " failed on the record at "
                            + partition + " offset " + record.offset() + ": " + e
                            + " (expected: a timestamp, or a negative number to drop the record)",
                    e);
        }
        return timestamp;
    }

    private ConsumerRecord<Object, Object> asConsumerRecord(LogRecord record) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                record.offset(),
                record.timestamp(),
                TimestampType.CREATE_TIME,
                sizeOf(record.key()),
                sizeOf(record.value()),
                key,
                value,
                headers,
                Optional.empty());
    }

    /** The record with its bytes, for handlers of errors. */
    ConsumerRecord<byte[], byte[]> asRawConsumerRecord(LogRecord record) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                record.offset(),
                record.timestamp(),
                TimestampType.CREATE_TIME,
                sizeOf(record.key()),
                sizeOf(record.value()),
                record.key(),
                record.value(),
                new RecordHeaders(record.headers()),
                Optional.empty());
    }

    private static int sizeOf(byte @Nullable [] bytes) {
        return bytes == null ? ConsumerRecord.NULL_SIZE : bytes.length;
    }

    /** What was decoded last. */
    Record<Object, Object> record() {
        return Records.of(key, value, timestamp, headers);
    }

    private static Headers readOnlyHeaders() {
        RecordHeaders none = new RecordHeaders();
        none.setReadOnly();
        return none;
    }
}
