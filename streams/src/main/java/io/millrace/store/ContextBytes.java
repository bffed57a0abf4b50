package io.millrace.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.streams.processor.RecordContext;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The context of a record that waits in a store, as bytes; the form is that of Kafka Streams 4.3:
 *
 * <pre>
 *   timestamp, 8 bytes; offset, 8; length of the topic, 4; topic; partition, 4; number of headers, 4;
 *   per header: length of the key, 4; key; length of the value, 4 (-1 for none); value
 * </pre>
 *
 * <p>There, a context without a topic (a punctuation's) cannot be written; here its topic is empty. A number of -1
 * headers, which versions before 2.4 wrote, is read as none. Stateless.
 */
final class ContextBytes {

    private static final int NONE = -1;

    private ContextBytes() {}

    /** How many bytes a context takes. */
    static int length(RecordContext context) {
        int length = 2 * Long.BYTES + Integer.BYTES + topic(context).length + 2 * Integer.BYTES;
        for (Header header : context.headers()) {
            byte[] value = header.value();
            length += 2 * Integer.BYTES + header.key().getBytes(UTF_8).length + (value == null ? 0 : value.length);
        }
        return length;
    }

    /** What a context counts for against the limit of a suppressed table; the rule is that of Kafka Streams. */
    static long countedBytes(RecordContext context) {
        long counted = 2 * Long.BYTES + Integer.BYTES;
        String topic = context.topic();
        counted += topic == null ? 0 : topic.length();
        for (Header header : context.headers()) {
            byte[] value = header.value();
            counted += header.key().length() + (value == null ? 0 : value.length);
        }
        return counted;
    }

    static void write(RecordContext context, ByteBuffer to) {
        to.putLong(context.timestamp()).putLong(context.offset());
        put(to, topic(context));
        to.putInt(context.partition());
        Header[] headers = context.headers().toArray();
        to.putInt(headers.length);
        for (Header header : headers) {
            put(to, header.key().getBytes(UTF_8));
            put(to, header.value());
        }
    }

    private static byte[] topic(RecordContext context) {
        String topic = context.topic();
        return topic == null ? new byte[0] : topic.getBytes(UTF_8);
    }

    static RecordContext read(ByteBuffer from) {
        long timestamp = from.getLong();
        long offset = from.getLong();
        byte[] topic = takeSome(from);
        int partition = from.getInt();
        int count = from.getInt();
        List<Header> headers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            headers.add(new RecordHeader(new String(takeSome(from), UTF_8), take(from)));
        }
        return new Kept(
                topic.length == 0 ? null : new String(topic, UTF_8),
                partition,
                offset,
                timestamp,
                new RecordHeaders(headers));
    }

    /** Bytes behind their length; -1 for null. */
    static void put(ByteBuffer to, byte @Nullable [] bytes) {
        if (bytes == null) {
            to.putInt(NONE);
        } else {
            to.putInt(bytes.length).put(bytes);
        }
    }

    /** What {@link #put} put there. */
    static byte @Nullable [] take(ByteBuffer from) {
        return take(from, from.getInt());
    }

    /** So many bytes; null for -1. */
    static byte @Nullable [] take(ByteBuffer from, int length) {
        if (length == NONE) {
            return null;
        }
        if (length < 0 || length > from.remaining()) {
            throw new IllegalArgumentException(
                    "length: " + length + " (expected: -1, or 0 to the " + from.remaining() + " bytes that are left)");
        }
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }

    private static byte[] takeSome(ByteBuffer from) {
        byte[] bytes = take(from);
        if (bytes == null) {
            throw new IllegalArgumentException("length: -1 (expected: 0 or more)");
        }
        return bytes;
    }

    /** A context without the record that it is of. */
    record Kept(@Nullable String topic, int partition, long offset, long timestamp, Headers headers)
            implements RecordContext {

        @Override
        public byte @Nullable [] sourceRawKey() {
            return null;
        }

        @Override
        public byte @Nullable [] sourceRawValue() {
            return null;
        }
    }
}
