package io.millrace.store;

import io.millrace.streams.state.AggregationWithHeaders;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Values behind their headers, of stores whose keys tell the time, see {@link HeaderBytes}. Held as bytes always, as
 * {@link HeaderValues}.
 *
 * @param <V> the value
 */
final class UntimedHeaderValues<V> extends ValueForm<V, AggregationWithHeaders<V>> {

    UntimedHeaderValues(Codec<V> codec) {
        super(codec, false);
    }

    @Override
    @Nullable
    V value(@Nullable Object held) {
        return AggregationWithHeaders.getAggregationOrNull(show(held));
    }

    @Override
    long timestamp(@Nullable Object held, long otherwise) {
        return otherwise;
    }

    @Override
    AggregationWithHeaders<V> holdObject(AggregationWithHeaders<V> value) {
        throw new AssertionError("values with headers are held as bytes");
    }

    @Override
    byte @Nullable [] write(AggregationWithHeaders<V> entry) {
        byte[] bytes = entry.aggregation() == null ? null : codec.bytes(entry.headers(), entry.aggregation());
        return bytes == null ? null : HeaderBytes.write(entry.headers(), bytes);
    }

    @Override
    AggregationWithHeaders<V> read(byte[] bytes) {
        Headers headers = HeaderBytes.headers(bytes);
        return AggregationWithHeaders.makeAllowNullable(
                codec.object(headers, HeaderBytes.withoutHeaders(bytes)), headers);
    }
}
