package io.millrace.store;

import io.millrace.streams.state.ValueTimestampHeaders;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Values behind their headers and timestamps, see {@link HeaderBytes}. Held as bytes always: headers can be changed by
 * whoever has them.
 *
 * @param <V> the value
 */
final class HeaderValues<V> extends ValueForm<V, ValueTimestampHeaders<V>> {

    HeaderValues(Codec<V> codec) {
        super(codec, false);
    }

    @Override
    @Nullable
    V value(@Nullable Object held) {
        return ValueTimestampHeaders.getValueOrNull(show(held));
    }

    @Override
    long timestamp(@Nullable Object held, long otherwise) {
        return held instanceof byte[] bytes ? HeaderBytes.timestamp(bytes) : otherwise;
    }

    @Override
    ValueTimestampHeaders<V> holdObject(ValueTimestampHeaders<V> value) {
        throw new AssertionError("values with headers are held as bytes");
    }

    @Override
    byte @Nullable [] write(ValueTimestampHeaders<V> entry) {
        byte[] bytes = entry.value() == null ? null : codec.bytes(entry.headers(), entry.value());
        return bytes == null ? null : HeaderBytes.write(entry.headers(), entry.timestamp(), bytes);
    }

    @Override
    ValueTimestampHeaders<V> read(byte[] bytes) {
        Headers headers = HeaderBytes.headers(bytes);
        V value = codec.object(headers, HeaderBytes.value(bytes));
        return ValueTimestampHeaders.makeAllowNullable(value, HeaderBytes.timestamp(bytes), headers);
    }
}
