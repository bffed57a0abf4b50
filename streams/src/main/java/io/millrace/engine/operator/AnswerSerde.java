package io.millrace.engine.operator;

import io.millrace.streams.StreamsConfig;
import io.millrace.streams.errors.StreamsException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a {@link SubscriptionAnswer}; the same as those of Kafka Streams 4.3: 00, or 80 without a hash; the hash, 16
 * bytes; the foreign value, or nothing where there is none.
 *
 * @param <V> type of the foreign value
 */
public final class AnswerSerde<V> implements Serde<SubscriptionAnswer<V>> {

    private static final byte VERSION = 0;

    private final Writing<V> serializer;
    private final Reading<V> deserializer;

    /** Makes the serde; {@code values} is null for the default of the configuration. */
    public AnswerSerde(@Nullable Serde<V> values) {
        serializer = new Writing<>(values == null ? null : values.serializer());
        deserializer = new Reading<>(values == null ? null : values.deserializer());
    }

    @Override
    public Serializer<SubscriptionAnswer<V>> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<SubscriptionAnswer<V>> deserializer() {
        return deserializer;
    }

    private static StreamsException notConfigured(String topic) {
        return new StreamsException("no serde for the foreign values of " + topic
                + " (expected: one given with the table, or default.value.serde)");
    }

    private record Writing<V>(@Nullable Serializer<V> values)
            implements Serializer<SubscriptionAnswer<V>>, Unconfigured<Serializer<SubscriptionAnswer<V>>> {

        @Override
        @SuppressWarnings("unchecked") // whoever leaves a serde out says that the default one fits the values
        public Writing<V> configured(StreamsConfig config) {
            return values != null
                    ? this
                    : new Writing<>((Serializer<V>) config.defaultValueSerde().serializer());
        }

        @Override
        public byte[] serialize(String topic, SubscriptionAnswer<V> answer) {
            return serialize(topic, new RecordHeaders(), answer);
        }

        @Override
        public byte[] serialize(String topic, Headers headers, SubscriptionAnswer<V> answer) {
            if (values == null) {
                throw notConfigured(topic);
            }
            V foreign = answer.foreignValue();
            byte[] value = foreign == null ? null : values.serialize(topic, headers, foreign);
            ValueHash hash = answer.hash();
            ByteBuffer bytes = ByteBuffer.allocate(1 + ValueHash.bytesOf(hash) + (value == null ? 0 : value.length));
            bytes.put(hash == null ? (byte) (VERSION | SubscriptionSerde.NO_HASH) : VERSION);
            if (hash != null) {
                hash.write(bytes);
            }
            if (value != null) {
                bytes.put(value);
            }
            return bytes.array();
        }
    }

    private record Reading<V>(@Nullable Deserializer<V> values)
            implements Deserializer<SubscriptionAnswer<V>>, Unconfigured<Deserializer<SubscriptionAnswer<V>>> {

        @Override
        @SuppressWarnings("unchecked") // as above
        public Reading<V> configured(StreamsConfig config) {
            return values != null
                    ? this
                    : new Reading<>((Deserializer<V>) config.defaultValueSerde().deserializer());
        }

        @Override
        public SubscriptionAnswer<V> deserialize(String topic, byte[] data) {
            return deserialize(topic, new RecordHeaders(), data);
        }

        @Override
        public SubscriptionAnswer<V> deserialize(String topic, Headers headers, byte[] data) {
            if (values == null) {
                throw notConfigured(topic);
            }
            ByteBuffer bytes = ByteBuffer.wrap(data);
            try {
                byte first = bytes.get();
                if ((first & ~SubscriptionSerde.NO_HASH) != VERSION) {
                    throw new IllegalArgumentException(
                            "version: " + (first & ~SubscriptionSerde.NO_HASH) + " (expected: 0)");
                }
                ValueHash hash = (first & SubscriptionSerde.NO_HASH) != 0 ? null : ValueHash.read(bytes);
                byte[] value = new byte[bytes.remaining()];
                bytes.get(value);
                V foreign = value.length == 0 ? null : values.deserialize(topic, headers, value);
                return new SubscriptionAnswer<>(hash, foreign, SubscriptionMessage.UNKNOWN_PARTITION);
            } catch (BufferUnderflowException | IllegalArgumentException e) {
                throw new StreamsException(
                        "an answer from " + topic + " cannot be read: its " + data.length
                                + " bytes do not fit (expected: version 0 of what a foreign-key join wrote)",
                        e);
            }
        }
    }
}
