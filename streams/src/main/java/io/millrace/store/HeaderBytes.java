package io.millrace.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * Values behind their headers and timestamps, in the form of Kafka Streams: the length of the headers, the headers, the
 * timestamp in 64 bits, the value; or without the timestamp, where the key tells the time. The headers are their count,
 * and for each the length of its key, the key, the length of its value (-1 for none) and the value; nothing at all
 * where there are none. Lengths and counts take one to five bytes. Stateless.
 */
final class HeaderBytes {

    private static final int NULL_LENGTH = -1;

    private HeaderBytes() {}

    static byte[] write(Iterable<Header> headers, long timestamp, byte[] value) {
        return begin(headers, Long.BYTES + value.length)
                .putLong(timestamp)
                .put(value)
                .array();
    }

    static byte[] write(Iterable<Header> headers, byte[] value) {
        return begin(headers, value.length).put(value).array();
    }

    private static ByteBuffer begin(Iterable<Header> headers, int rest) {
        int length = length(headers);
        ByteBuffer to = ByteBuffer.allocate(ByteUtils.sizeOfVarint(length) + length + rest);
        ByteUtils.writeVarint(length, to);
        writeHeaders(headers, to);
        return to;
    }

    private static int count(Iterable<Header> headers) {
        int count = 0;
        for (Header ignored : headers) {
            count++;
        }
        return count;
    }

    private static int length(Iterable<Header> headers) {
        int count = count(headers);
        int length = count == 0 ? 0 : ByteUtils.sizeOfVarint(count);
        for (Header header : headers) {
            length += sized(header.key().getBytes(UTF_8).length);
            length += header.value() == null ? ByteUtils.sizeOfVarint(NULL_LENGTH) : sized(header.value().length);
        }
        return length;
    }

    private static int sized(int bytes) {
        return ByteUtils.sizeOfVarint(bytes) + bytes;
    }

    private static void writeHeaders(Iterable<Header> headers, ByteBuffer to) {
        int count = count(headers);
        if (count > 0) {
            ByteUtils.writeVarint(count, to);
        }
        for (Header header : headers) {
            byte[] key = header.key().getBytes(UTF_8);
            ByteUtils.writeVarint(key.length, to);
            to.put(key);
            byte[] value = header.value();
            ByteUtils.writeVarint(value == null ? NULL_LENGTH : value.length, to);
            if (value != null) {
                to.put(value);
            }
        }
    }

    /** The headers of a written value. */
    static Headers headers(byte[] written) {
        ByteBuffer from = ByteBuffer.wrap(written);
        Headers headers = new RecordHeaders();
        if (ByteUtils.readVarint(from) > 0) {
            int count = ByteUtils.readVarint(from);
            for (int i = 0; i < count; i++) {
                String key = new String(bytes(from, ByteUtils.readVarint(from)), UTF_8);
                int length = ByteUtils.readVarint(from);
                headers.add(new RecordHeader(key, length == NULL_LENGTH ? null : bytes(from, length)));
            }
        }
        return headers;
    }

    /** The timestamp of a written value. */
    static long timestamp(byte[] written) {
        return behindHeaders(written).getLong();
    }

    /** The value alone of a written value. */
    static byte[] value(byte[] written) {
        ByteBuffer from = behindHeaders(written);
        from.getLong();
        return bytes(from, from.remaining());
    }

    /** What is behind the headers of a written value. */
    static byte[] withoutHeaders(byte[] written) {
        ByteBuffer from = behindHeaders(written);
        return bytes(from, from.remaining());
    }

    private static ByteBuffer behindHeaders(byte[] written) {
        ByteBuffer from = ByteBuffer.wrap(written);
        int length = ByteUtils.readVarint(from);
        return from.position(from.position() + length);
    }

    private static byte[] bytes(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }
}
