package io.millrace.engine.operator;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The hash of the bytes of a value: by it an answer is recognised that belongs to an older value. Immutable.
 *
 * @param first the first 64 bits
 * @param second the other 64 bits
 */
record ValueHash(long first, long second) {

    static final int BYTES = 2 * Long.BYTES;

    /** Part of the format: both ends of a join, and all versions, must agree. */
    private static final long SEED = 104729;

    static ValueHash of(byte[] value) {
        return Murmur3.hash(value, SEED);
    }

    /** How many bytes it takes in a message. */
    static int bytesOf(@Nullable ValueHash hash) {
        return hash == null ? 0 : BYTES;
    }

    static ValueHash read(ByteBuffer from) {
        return new ValueHash(from.getLong(), from.getLong());
    }

    void write(ByteBuffer to) {
        to.putLong(first).putLong(second);
    }
}
