package io.millrace.store;

import io.millrace.base.BigEndian;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Versions: the time from which they are valid in 64 bits, then a byte that says that there is a value, and the value.
 * Nothing follows the time where there is none.
 *
 * @param <V> the value
 */
final class VersionValues<V> extends ValueForm<V, Version<V>> {

    private static final int PREFIX_BYTES = TIMESTAMP_BYTES + 1;

    VersionValues(Codec<V> codec) {
        super(codec);
    }

    @Override
    @Nullable
    V value(@Nullable Object held) {
        Version<V> version = show(held);
        return version == null ? null : version.value();
    }

    @Override
    long timestamp(@Nullable Object held, long otherwise) {
        if (held instanceof Version<?> version) {
            return version.validFrom();
        }
        return held instanceof byte[] bytes ? BigEndian.getLong(bytes, 0) : otherwise;
    }

    @Override
    Version<V> holdObject(Version<V> value) {
        return value;
    }

    @Override
    byte[] write(Version<V> version) {
        V value = version.value();
        byte[] bytes = value == null ? null : codec.bytes(value);
        byte[] written = new byte[bytes == null ? TIMESTAMP_BYTES : PREFIX_BYTES + bytes.length];
        BigEndian.putLong(written, 0, version.validFrom());
        if (bytes != null) {
            System.arraycopy(bytes, 0, written, PREFIX_BYTES, bytes.length);
        }
        return written;
    }

    @Override
    Version<V> read(byte[] bytes) {
        V value = bytes.length == TIMESTAMP_BYTES
                ? null
                : codec.object(Arrays.copyOfRange(bytes, PREFIX_BYTES, bytes.length));
        return new Version<>(BigEndian.getLong(bytes, 0), value);
    }
}
