package io.millrace.store;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Bytes;

/**
 * How keys are held in the write buffer: as they are when the {@link Codec} allows it, else as {@code Bytes}. Stateless
 * besides its codec.
 *
 * @param <K> the user's key
 */
final class KeyForm<K> {

    private final Codec<K> codec;

    KeyForm(Codec<K> codec) {
        this.codec = codec;
    }

    /** What the buffer is asked for and keeps. */
    Object hold(K key) {
        return codec.keepsObjects() ? key : Bytes.wrap(bytes(key));
    }

    /** The serialized key. */
    byte[] bytes(K key) {
        byte[] bytes = codec.bytes(key);
        if (bytes == null) {
            throw new SerializationException("key: serialized to null (expected: bytes; its class is "
                    + key.getClass().getName() + ")");
        }
        return bytes;
    }

    /** The same of a serialized key. */
    Object holdBytes(byte[] bytes) {
        return codec.keepsObjects() ? read(bytes) : Bytes.wrap(bytes);
    }

    /** The serialized form of a key that is held. */
    @SuppressWarnings("unchecked") // what is not Bytes was put there by hold(), which takes K
    byte[] heldBytes(Object held) {
        return codec.keepsObjects() ? bytes((K) held) : ((Bytes) held).get();
    }

    /** The user's form of a key that is held. */
    @SuppressWarnings("unchecked") // as above
    K show(Object held) {
        return codec.keepsObjects() ? (K) held : codec.object(((Bytes) held).get());
    }

    /** The user's form of a serialized key. */
    K read(byte[] bytes) {
        return codec.object(bytes);
    }

    Codec<K> codec() {
        return codec;
    }
}
