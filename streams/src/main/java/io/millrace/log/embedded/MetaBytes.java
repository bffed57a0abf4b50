package io.millrace.log.embedded;

import io.millrace.base.BigEndian;
import io.millrace.log.LogException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes and reads the values of {@link MetaTable}: big-endian integers and texts with their length in front. */
final class MetaBytes {

    private byte[] bytes;
    private int at;

    /** To be written. */
    MetaBytes() {
        this.bytes = new byte[64];
    }

    /** To be read. */
    MetaBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    MetaBytes putInt(int value) {
        ensure(Integer.BYTES);
        BigEndian.putInt(bytes, at, value);
        at += Integer.BYTES;
        return this;
    }

    MetaBytes putLong(long value) {
        ensure(Long.BYTES);
        BigEndian.putLong(bytes, at, value);
        at += Long.BYTES;
        return this;
    }

    MetaBytes putText(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        putInt(encoded.length);
        ensure(encoded.length);
        System.arraycopy(encoded, 0, bytes, at, encoded.length);
        at += encoded.length;
        return this;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, at);
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    int getInt() {
        return BigEndian.getInt(bytes, take(Integer.BYTES));
    }

    long getLong() {
        return BigEndian.getLong(bytes, take(Long.BYTES));
    }

    String getText() {
        int length = getInt();
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    private int take(int length) {
        if (length < 0 || length > bytes.length - at) {
            throw new LogException("meta entry of " + bytes.length + " bytes: a field of " + length + " bytes at " + at
                    + " (expected: fields within the entry); its bytes are damaged");
        }
        int from = at;
        at += length;
        return from;
    }

    private void ensure(int more) {
        if (at + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + more));
        }
    }
}
