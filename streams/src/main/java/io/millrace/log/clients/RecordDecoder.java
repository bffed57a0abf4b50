package io.millrace.log.clients;

import io.millrace.log.LogRecord;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Makes a user's record of a log's record. Owned by the consumer. */
final class RecordDecoder<K, V> {

    private final Deserializer<K> keys;
    private final Deserializer<V> values;

    RecordDecoder(Deserializer<K> keys, Deserializer<V> values) {
        this.keys = keys;
        this.values = values;
    }

    ConsumerRecord<K, V> decode(TopicPartition partition, LogRecord record) {
        Headers headers = new RecordHeaders(record.headers().toArray(new Header[0]));
        K key = decode(keys, DeserializationExceptionOrigin.KEY, partition, record, headers);
        V value = decode(values, DeserializationExceptionOrigin.VALUE, partition, record, headers);
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                record.offset(),
                record.timestamp(),
                TimestampType.CREATE_TIME,
                size(record.key()),
                size(record.value()),
                key,
                value,
                headers,
                Optional.empty());
    }

    /** As Kafka does, null bytes are not shown to the deserializer. */
    @SuppressWarnings("NullAway") // A record without a key or value has null there; Kafka's types do not say so.
    private static <T> T decode(
            Deserializer<T> deserializer,
            DeserializationExceptionOrigin part,
            TopicPartition partition,
            LogRecord record,
            Headers headers) {
        byte @Nullable [] bytes = part == DeserializationExceptionOrigin.KEY ? record.key() : record.value();
        if (bytes == null) {
            return null;
        }
        try {
            return deserializer.deserialize(partition.topic(), headers, bytes);
        } catch (RuntimeException failure) {
            throw new RecordDeserializationException(
                    part,
                    partition,
                    record.offset(),
                    record.timestamp(),
                    TimestampType.CREATE_TIME,
                    wrap(record.key()),
                    wrap(record.value()),
                    headers,
                    partition + ": the " + part + " of the record at offset " + record.offset()
                            + " cannot be deserialized; seek past it to go on",
                    failure);
        }
    }

    private static int size(byte @Nullable [] bytes) {
        return bytes == null ? ConsumerRecord.NULL_SIZE : bytes.length;
    }

    @SuppressWarnings("NullAway") // Kafka's exception takes null for a record without a key or value.
    private static ByteBuffer wrap(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    void close() {
        keys.close();
        values.close();
    }
}
