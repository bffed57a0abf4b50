package io.millrace.engine.operator;

import io.millrace.streams.StreamsConfig;
import io.millrace.streams.errors.StreamsException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads changes in the format that {@link ChangeSerde} describes. As thread-safe as the deserializer of the values.
 *
 * @param <V> value type
 */
public final class ChangeDeserializer<V> implements Deserializer<Change<V>>, Unconfigured<Deserializer<?>> {

    /** Flags from here on are those before, with one more byte that says whether the change is the latest. */
    private static final byte FIRST_WITH_LATEST = 3;

    private static final byte LAST = 5;

    private final @Nullable Deserializer<V> inner;

    ChangeDeserializer(@Nullable Deserializer<V> inner) {
        this.inner = inner;
    }

    @Override
    @SuppressWarnings("unchecked") // whoever leaves a serde out says that the default one fits the values
    public ChangeDeserializer<V> configured(StreamsConfig config) {
        return inner != null
                ? this
                : new ChangeDeserializer<>(
                        (Deserializer<V>) config.defaultValueSerde().deserializer());
    }

    @Override
    public @Nullable Change<V> deserialize(String topic, byte @Nullable [] data) {
        return deserialize(topic, new RecordHeaders(), data);
    }

    @Override
    public @Nullable Change<V> deserialize(String topic, Headers headers, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        if (inner == null) {
            throw new StreamsException(
                    "no serde for the values of " + topic + " (expected: one in Grouped, or default.value.serde)");
        }
        try {
            return read(topic, headers, inner, data);
        } catch (BufferUnderflowException | NegativeArraySizeException | IllegalArgumentException e) {
            throw new StreamsException(
                    "a change from " + topic + " cannot be read: its " + data.length + " bytes do not fit their lengths"
                            + " (expected: what a table grouping of Kafka Streams or Millrace wrote)",
                    e);
        }
    }

    private static <V> Change<V> read(String topic, Headers headers, Deserializer<V> inner, byte[] data) {
        if (data.length == 0) {
            throw new IllegalArgumentException("no flag: the bytes are empty");
        }
        int flag = data[data.length - 1];
        if (flag < 0 || flag > LAST) {
            throw new StreamsException(
                    "a change from " + topic + " ends with flag " + flag + " (expected: 0 to " + LAST + ")");
        }
        ByteBuffer buffer = ByteBuffer.wrap(data);
        boolean latest = true;
        int end = data.length - 1;
        if (flag >= FIRST_WITH_LATEST) {
            end--;
            latest = latestAt(topic, buffer, end);
        }
        buffer.limit(end);
        return switch (flag % FIRST_WITH_LATEST) {
            case ChangeSerializer.OLD_ONLY ->
                new Change<>(null, inner.deserialize(topic, headers, take(buffer, buffer.remaining())), latest);
            case ChangeSerializer.NEW_ONLY ->
                new Change<>(inner.deserialize(topic, headers, take(buffer, buffer.remaining())), null, latest);
            default -> {
                byte[] newBytes = take(buffer, ByteUtils.readVarint(buffer));
                byte[] oldBytes = take(buffer, buffer.remaining());
                yield new Change<>(
                        inner.deserialize(topic, headers, newBytes),
                        inner.deserialize(topic, headers, oldBytes),
                        latest);
            }
        };
    }

    private static boolean latestAt(String topic, ByteBuffer buffer, int index) {
        int value = index < 0 ? -1 : buffer.get(index);
        if (value != 0 && value != 1) {
            throw new StreamsException(
                    "a change from " + topic + " has " + value + " for \"is latest\" (expected: 0 or 1)");
        }
        return value == 1;
    }

    private static byte[] take(ByteBuffer buffer, int length) {
        if (length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        if (inner != null) {
            inner.close();
        }
    }
}
