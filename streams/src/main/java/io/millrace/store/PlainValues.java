package io.millrace.store;

import org.jspecify.annotations.Nullable;

/**
 * Values alone.
 *
 * @param <V> the value
 */
final class PlainValues<V> extends ValueForm<V, V> {

    PlainValues(Codec<V> codec) {
        super(codec);
    }

    @Override
    @Nullable
    V value(@Nullable Object held) {
        return show(held);
    }

    @Override
    long timestamp(@Nullable Object held, long otherwise) {
        return otherwise;
    }

    @Override
    V holdObject(V value) {
        return value;
    }

    @Override
    byte @Nullable [] write(V value) {
        return codec.bytes(value);
    }

    @Override
    V read(byte[] bytes) {
        return codec.object(bytes);
    }
}
