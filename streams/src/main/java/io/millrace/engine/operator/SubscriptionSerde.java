package io.millrace.engine.operator;

import io.millrace.plan.TopicPrefix;
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
 * Bytes of a {@link SubscriptionMessage}, in the topic and in the store; the same as those of Kafka Streams 4.3:
 *
 * <pre>
 *   version 1    01, or 81 without a hash; instruction; hash, 16 bytes; primary key; primary partition, 4 bytes
 *   version 0    00, or 80 without a hash; instruction; hash, 16 bytes; primary key
 * </pre>
 *
 * <p>Version 0, of Kafka Streams before 3.4, is read, and written again for what was read as such, or where
 * {@code upgrade.from} names a version that knows no other.
 *
 * @param <K> type of the primary key
 */
public final class SubscriptionSerde<K>
        implements Serde<SubscriptionMessage<K>>, Unconfigured<Serde<SubscriptionMessage<K>>> {

    static final byte NO_HASH = (byte) 0x80;
    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = 2;

    private final Writing<K> serializer;
    private final Reading<K> deserializer;

    /**
     * Makes the serde.
     *
     * @param keySerde of the primary keys; null for the default of the configuration
     * @param keyTopic what the key serde is told is its topic, without the prefix of internal topics
     */
    public SubscriptionSerde(@Nullable Serde<K> keySerde, String keyTopic) {
        this(
                new Writing<>(keySerde == null ? null : keySerde.serializer(), keyTopic, true),
                new Reading<>(keySerde == null ? null : keySerde.deserializer(), keyTopic));
    }

    private SubscriptionSerde(Writing<K> serializer, Reading<K> deserializer) {
        this.serializer = serializer;
        this.deserializer = deserializer;
    }

    @Override
    public Serde<SubscriptionMessage<K>> configured(StreamsConfig config) {
        return new SubscriptionSerde<>(serializer.configured(config), deserializer.configured(config));
    }

    @Override
    public Serializer<SubscriptionMessage<K>> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<SubscriptionMessage<K>> deserializer() {
        return deserializer;
    }

    private static String fullName(StreamsConfig config, String topic) {
        return TopicPrefix.of(config.originals()) + "-" + topic;
    }

    private static StreamsException notConfigured(String topic) {
        return new StreamsException("no serde for the primary keys of " + topic
                + " (expected: one given with the table, or default.key.serde)");
    }

    private record Writing<K>(@Nullable Serializer<K> keys, String keyTopic, boolean tellsPartition)
            implements Serializer<SubscriptionMessage<K>>, Unconfigured<Serializer<SubscriptionMessage<K>>> {

        @Override
        @SuppressWarnings("unchecked") // whoever leaves a serde out says that the default one fits the keys
        public Writing<K> configured(StreamsConfig config) {
            return new Writing<>(
                    keys != null
                            ? keys
                            : (Serializer<K>) config.defaultKeySerde().serializer(),
                    fullName(config, keyTopic),
                    !OlderReaders.knowNoPartition(config.originals()));
        }

        @Override
        public byte[] serialize(String topic, SubscriptionMessage<K> message) {
            return serialize(topic, new RecordHeaders(), message);
        }

        @Override
        public byte[] serialize(String topic, Headers headers, SubscriptionMessage<K> message) {
            if (keys == null) {
                throw notConfigured(topic);
            }
            byte[] key = keys.serialize(keyTopic, headers, message.primaryKey());
            ValueHash hash = message.hash();
            boolean knowsPartition =
                    tellsPartition && message.primaryPartition() != SubscriptionMessage.UNKNOWN_PARTITION;
            ByteBuffer bytes = ByteBuffer.allocate(
                    FIXED_BYTES + ValueHash.bytesOf(hash) + key.length + (knowsPartition ? Integer.BYTES : 0));
            byte version = knowsPartition ? VERSION : 0;
            bytes.put(hash == null ? (byte) (version | NO_HASH) : version)
                    .put(message.instruction().code());
            if (hash != null) {
                hash.write(bytes);
            }
            bytes.put(key);
            if (knowsPartition) {
                bytes.putInt(message.primaryPartition());
            }
            return bytes.array();
        }
    }

    private record Reading<K>(@Nullable Deserializer<K> keys, String keyTopic)
            implements Deserializer<SubscriptionMessage<K>>, Unconfigured<Deserializer<SubscriptionMessage<K>>> {

        @Override
        @SuppressWarnings("unchecked") // as above
        public Reading<K> configured(StreamsConfig config) {
            return new Reading<>(
                    keys != null
                            ? keys
                            : (Deserializer<K>) config.defaultKeySerde().deserializer(),
                    fullName(config, keyTopic));
        }

        @Override
        public SubscriptionMessage<K> deserialize(String topic, byte[] data) {
            return deserialize(topic, new RecordHeaders(), data);
        }

        @Override
        public SubscriptionMessage<K> deserialize(String topic, Headers headers, byte[] data) {
            if (keys == null) {
                throw notConfigured(topic);
            }
            try {
                return read(headers, keys, ByteBuffer.wrap(data));
            } catch (BufferUnderflowException | NegativeArraySizeException | IllegalArgumentException e) {
                throw new StreamsException(
                        "a subscription from " + topic + " cannot be read: its " + data.length
                                + " bytes do not fit (expected: version 0 or 1 of what a foreign-key join wrote)",
                        e);
            }
        }

        private SubscriptionMessage<K> read(Headers headers, Deserializer<K> keyDeserializer, ByteBuffer bytes) {
            byte first = bytes.get();
            int version = first & ~NO_HASH;
            if (version > VERSION) {
                throw new IllegalArgumentException("version: " + version + " (expected: 0 or 1)");
            }
            SubscriptionMessage.Instruction instruction = SubscriptionMessage.Instruction.of(bytes.get());
            ValueHash hash = (first & NO_HASH) != 0 ? null : ValueHash.read(bytes);
            byte[] key = new byte[bytes.remaining() - version * Integer.BYTES];
            bytes.get(key);
            return new SubscriptionMessage<>(
                    hash,
                    instruction,
                    keyDeserializer.deserialize(keyTopic, headers, key),
                    version == 0 ? SubscriptionMessage.UNKNOWN_PARTITION : bytes.getInt());
        }
    }
}
