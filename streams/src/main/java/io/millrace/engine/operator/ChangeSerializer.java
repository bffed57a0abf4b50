package io.millrace.engine.operator;

import io.millrace.streams.StreamsConfig;
import io.millrace.streams.errors.StreamsException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes in the format that {@link ChangeSerde} describes. As thread-safe as the serializer of the values.
 *
 * @param <V> value type
 */
public final class ChangeSerializer<V> implements Serializer<Change<V>>, Unconfigured<Serializer<?>> {

    static final byte OLD_ONLY = 0;
    static final byte NEW_ONLY = 1;
    static final byte BOTH = 2;

    private final @Nullable Serializer<V> inner;

    ChangeSerializer(@Nullable Serializer<V> inner) {
        this.inner = inner;
    }

    @Override
    @SuppressWarnings("unchecked") // whoever leaves a serde out says that the default one fits the values
    public ChangeSerializer<V> configured(StreamsConfig config) {
        return inner != null
                ? this
                : new ChangeSerializer<>(
                        (Serializer<V>) config.defaultValueSerde().serializer());
    }

    @Override
    public byte[] serialize(String topic, Change<V> change) {
        return serialize(topic, new RecordHeaders(), change);
    }

    @Override
    public byte[] serialize(String topic, Headers headers, Change<V> change) {
        if (inner == null) {
            throw new StreamsException(
                    "no serde for the values of " + topic + " (expected: one in Grouped, or default.value.serde)");
        }
        V newValue = change.newValue();
        V oldValue = change.oldValue();
        if (oldValue == null) {
            if (newValue == null) {
                throw new StreamsException(
                        "a change for " + topic + " has neither a new nor an old value (expected: at least one)");
            }
            return flagged(inner.serialize(topic, headers, newValue), NEW_ONLY);
        }
        byte[] oldBytes = inner.serialize(topic, headers, oldValue);
        return newValue == null
                ? flagged(oldBytes, OLD_ONLY)
                : both(inner.serialize(topic, headers, newValue), oldBytes);
    }

    private static byte[] flagged(byte[] value, byte flag) {
        byte[] bytes = Arrays.copyOf(value, value.length + 1);
        bytes[value.length] = flag;
        return bytes;
    }

    private static byte[] both(byte[] newBytes, byte[] oldBytes) {
        int length = ByteUtils.sizeOfVarint(newBytes.length) + newBytes.length + oldBytes.length + 1;
        ByteBuffer buffer = ByteBuffer.allocate(length);
        ByteUtils.writeVarint(newBytes.length, buffer);
        return buffer.put(newBytes).put(oldBytes).put(BOTH).array();
    }

    @Override
    public void close() {
        if (inner != null) {
            inner.close();
        }
    }
}
