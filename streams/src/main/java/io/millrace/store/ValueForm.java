package io.millrace.store;

import io.millrace.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * How values are held in the write buffer, shown to users, emitted and written: as objects when the {@link Codec} and
 * the form allow it, else as the bytes that go into the byte store.
 *
 * @param <V> the value alone
 * @param <S> what the store's users see: the value, or the value with its timestamp
 */
abstract class ValueForm<V, S> {

    /** Bytes of a value and its timestamp in the byte store: timestamp first. */
    static final int TIMESTAMP_BYTES = Long.BYTES;

    final Codec<V> codec;

    private final boolean keepsObjects;

    ValueForm(Codec<V> codec) {
        this(codec, codec.keepsObjects());
    }

    /** @param keepsObjects whether values are held as objects; only where the codec allows it */
    ValueForm(Codec<V> codec, boolean keepsObjects) {
        this.codec = codec;
        this.keepsObjects = keepsObjects;
    }

    /** Values alone. */
    static <V> ValueForm<V, V> plain(Codec<V> codec) {
        return new PlainValues<>(codec);
    }

    /** Values with timestamps. */
    static <V> ValueForm<V, ValueAndTimestamp<V>> timestamped(Codec<V> codec) {
        return new TimestampedValues<>(codec);
    }

    /** What the buffer keeps; null when the value counts as none. */
    @Nullable
    Object hold(@Nullable S value) {
        if (value == null) {
            return null;
        }
        return keepsObjects ? holdObject(value) : write(value);
    }

    /** What the buffer keeps of bytes from the byte store. */
    @Nullable
    Object holdRead(byte @Nullable [] bytes) {
        return bytes == null || !keepsObjects ? bytes : read(bytes);
    }

    /** The user's form of what is held. */
    @SuppressWarnings("unchecked") // what is not bytes was put there by hold() or holdRead(), as S
    @Nullable
    S show(@Nullable Object held) {
        if (held == null) {
            return null;
        }
        return keepsObjects ? (S) held : read((byte[]) held);
    }

    /** The bytes for the byte store of what is held. */
    @SuppressWarnings("unchecked") // as above
    byte @Nullable [] heldBytes(@Nullable Object held) {
        if (held == null) {
            return null;
        }
        return keepsObjects ? write((S) held) : (byte[]) held;
    }

    /** The value alone of what is held. */
    abstract @Nullable V value(@Nullable Object held);

    /** The timestamp of what is held, or {@code otherwise} when there is none. */
    abstract long timestamp(@Nullable Object held, long otherwise);

    /** The object to be kept, null when it counts as none. */
    abstract @Nullable S holdObject(S value);

    /** To the form of the byte store. */
    abstract byte @Nullable [] write(S value);

    /** From the form of the byte store. */
    abstract S read(byte[] bytes);
}
