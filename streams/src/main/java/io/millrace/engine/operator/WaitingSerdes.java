package io.millrace.engine.operator;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Bytes of records that wait for a partner; the same as those of Kafka Streams 4.3. Numbers are big-endian, a side is
 * one byte, 1 for the first stream and 0 for the second.
 *
 * <pre>
 *   key     timestamp (64 bits), side, key
 *   values  01, count (32 bits), and for each: length (32 bits) of what follows, side, value
 * </pre>
 */
public final class WaitingSerdes {

    private static final byte FIRST = 1;
    private static final byte SECOND = 0;
    private static final byte LENGTHS_DIFFER = 1;

    private WaitingSerdes() {}

    /** The serde of the store's keys. */
    public static <K> Serde<WaitingKey<K>> keys(Serde<K> keys) {
        return Serdes.serdeFrom(
                (topic, key) -> {
                    byte[] bytes = keys.serializer().serialize(topic, new RecordHeaders(), key.key());
                    return ByteBuffer.allocate(Long.BYTES + 1 + bytes.length)
                            .putLong(key.timestamp())
                            .put(side(key.ofFirst()))
                            .put(bytes)
                            .array();
                },
                (topic, bytes) -> {
                    ByteBuffer buffer = ByteBuffer.wrap(bytes);
                    long timestamp = buffer.getLong();
                    boolean ofFirst = buffer.get() == FIRST;
                    return new WaitingKey<>(timestamp, ofFirst, read(keys, topic, buffer, buffer.remaining()));
                });
    }

    /** The serde of the store's values. */
    public static <V1, V2> Serde<WaitingValues> values(Serde<V1> ofFirst, Serde<V2> ofSecond) {
        return Serdes.serdeFrom(
                (topic, values) -> values.ofFirst() ? write(ofFirst, topic, values) : write(ofSecond, topic, values),
                (topic, bytes) -> {
                    ByteBuffer buffer = ByteBuffer.wrap(bytes);
                    checkForm(buffer.get());
                    int count = buffer.getInt();
                    boolean first = buffer.get(buffer.position() + Integer.BYTES) == FIRST;
                    Serde<?> serde = first ? ofFirst : ofSecond;
                    List<Object> values = new ArrayList<>(count);
                    for (int i = 0; i < count; i++) {
                        int length = buffer.getInt();
                        buffer.get();
                        values.add(Objects.requireNonNull(read(serde, topic, buffer, length - 1), "a value"));
                    }
                    return new WaitingValues(first, values);
                });
    }

    @SuppressWarnings("unchecked") // the side tells the type
    private static <V> byte[] write(Serde<V> serde, String topic, WaitingValues values) {
        List<byte[]> each = new ArrayList<>(values.values().size());
        int size = 1 + Integer.BYTES;
        for (Object value : values.values()) {
            byte[] bytes = serde.serializer().serialize(topic, new RecordHeaders(), (V) value);
            each.add(bytes);
            size += Integer.BYTES + 1 + bytes.length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(size).put(LENGTHS_DIFFER).putInt(each.size());
        for (byte[] bytes : each) {
            buffer.putInt(bytes.length + 1).put(side(values.ofFirst())).put(bytes);
        }
        return buffer.array();
    }

    private static <T> T read(Serde<T> serde, String topic, ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return serde.deserializer().deserialize(topic, new RecordHeaders(), bytes);
    }

    private static void checkForm(byte form) {
        if (form != LENGTHS_DIFFER) {
            throw new SerializationException(
                    "form of a list of waiting records: " + form + " (expected: " + LENGTHS_DIFFER + ")");
        }
    }

    private static byte side(boolean ofFirst) {
        return ofFirst ? FIRST : SECOND;
    }
}
