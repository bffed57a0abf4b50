package io.millrace.streams.state;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Marks a store of bytes whose values start with the length of their headers, the headers and the event time of their
 * last change. Where there are no headers the length is a single zero byte.
 */
public interface HeadersBytesStore {

    /**
     * Puts empty headers in front of a value that starts with its time.
     *
     * @param value a value in the form of {@link TimestampedBytesStore}
     * @return the value with headers; {@code null} if there is no value
     */
    static byte @Nullable [] convertToHeaderFormat(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        return ByteBuffer.allocate(1 + value.length).put((byte) 0).put(value).array();
    }

    /**
     * Puts empty headers and an unknown time, which is -1, in front of a value alone.
     *
     * @param value the value
     * @return the value with headers and a time; {@code null} if there is no value
     */
    static byte @Nullable [] convertFromPlainToHeaderFormat(byte @Nullable [] value) {
        return convertToHeaderFormat(TimestampedBytesStore.convertToTimestampedFormat(value));
    }
}
