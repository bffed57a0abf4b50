package io.millrace.streams.state;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Marks a store of bytes whose values start with the event time of their last change, as a big-endian long. */
public interface TimestampedBytesStore {

    /**
     * Puts a time in front of a value that was written without one. The time is -1, which means unknown.
     *
     * @param plainValue the value without a time
     * @return the value with a time; {@code null} if there is no value
     */
    static byte @Nullable [] convertToTimestampedFormat(byte @Nullable [] plainValue) {
        if (plainValue == null) {
            return null;
        }
        long unknownTime = -1L;
        return ByteBuffer.allocate(Long.BYTES + plainValue.length)
                .putLong(unknownTime)
                .put(plainValue)
                .array();
    }
}
