package io.millrace.store;

import io.millrace.base.BigEndian;
import io.millrace.streams.state.ValueAndTimestamp;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values behind their timestamps: 64 bits, then the value.
 *
 * @param <V> the value
 */
final class TimestampedValues<V> extends ValueForm<V, ValueAndTimestamp<V>> {

    TimestampedValues(Codec<V> codec) {
        super(codec);
    }

    @Override
    @Nullable
    V value(@Nullable Object held) {
        return ValueAndTimestamp.getValueOrNull(show(held));
    }

    @Override
    long timestamp(@Nullable Object held, long otherwise) {
        if (held instanceof ValueAndTimestamp<?> stamped) {
            return stamped.timestamp();
        }
        return held instanceof byte[] bytes ? BigEndian.getLong(bytes, 0) : otherwise;
    }

    @Override
    @Nullable
    ValueAndTimestamp<V> holdObject(ValueAndTimestamp<V> value) {
        return value.value() == null ? null : value;
    }

    @Override
    byte @Nullable [] write(ValueAndTimestamp<V> value) {
        byte[] bytes = value.value() == null ? null : codec.bytes(value.value());
        if (bytes == null) {
            return null;
        }
        byte[] stamped = new byte[TIMESTAMP_BYTES + bytes.length];
        BigEndian.putLong(stamped, 0, value.timestamp());
        System.arraycopy(bytes, 0, stamped, TIMESTAMP_BYTES, bytes.length);
        return stamped;
    }

    @Override
    ValueAndTimestamp<V> read(byte[] bytes) {
        byte[] value = Arrays.copyOfRange(bytes, TIMESTAMP_BYTES, bytes.length);
        return ValueAndTimestamp.makeAllowNullable(codec.object(value), BigEndian.getLong(bytes, 0));
    }
}
