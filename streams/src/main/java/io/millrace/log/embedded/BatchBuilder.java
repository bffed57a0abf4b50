package io.millrace.log.embedded;

import io.millrace.base.BigEndian;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Encodes records into one batch: a byte array that grows, one copy per record, no object per record.
 *
 * <p>Used again after {@link #seal}, which copies the finished batch out, so that the array stays warm in the cache of
 * the processor and nothing but the exact bytes is kept. Owned by the thread that fills the transaction.
 *
 * @see BatchFormat
 */
final class BatchBuilder {

    /** A record beyond this is refused; it could not be held in memory several times over. */
    static final int RECORD_BYTES_MAX = 256 << 20;

    private static final int FIRST_BYTES = 4 << 10;

    /** An array that grew beyond this for one batch is let go. */
    private static final int KEPT_BYTES_MAX = 4 << 20;

    /** The longest varint of a long. */
    private static final int VARLONG_BYTES_MAX = 10;

    /** The longest varint of an int. */
    private static final int VARINT_BYTES_MAX = 5;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size = BatchFormat.HEADER_BYTES;
    private int records;
    private long baseTimestamp;
    private long maxTimestamp;

    /** Adds a record of a batch without gaps. */
    void append(long timestamp, byte @Nullable [] key, byte @Nullable [] value, Iterable<Header> headers) {
        reserve(key, value);
        body(timestamp, key, value, headers);
    }

    /** Adds a record of a sparse batch. {@code gap}: offsets between it and the one before, or the base offset. */
    void appendSparse(
            int gap, long timestamp, byte @Nullable [] key, byte @Nullable [] value, Iterable<Header> headers) {
        reserve(key, value);
        putVarlong(gap);
        body(timestamp, key, value, headers);
    }

    /** Bytes of the batch so far. */
    int sizeBytes() {
        return size;
    }

    boolean isEmpty() {
        return records == 0;
    }

    /**
     * Ends the batch and begins the next.
     *
     * @param span how many offsets it takes up
     * @param flags {@link BatchFormat#SPARSE} and {@link BatchFormat#LOG_APPEND_TIME}
     * @param appendedMs the time of appending
     */
    byte[] seal(int span, int flags, long appendedMs) {
        bytes[0] = BatchFormat.VERSION;
        bytes[BatchFormat.FLAGS_AT] = (byte) flags;
        BigEndian.putInt(bytes, BatchFormat.RECORDS_AT, records);
        BigEndian.putInt(bytes, BatchFormat.SPAN_AT, span);
        BigEndian.putLong(bytes, BatchFormat.BASE_TIMESTAMP_AT, baseTimestamp);
        BigEndian.putLong(bytes, BatchFormat.MAX_TIMESTAMP_AT, maxTimestamp);
        BigEndian.putLong(bytes, BatchFormat.APPENDED_AT, appendedMs);
        byte[] batch = Arrays.copyOf(bytes, size);
        BigEndian.putInt(batch, BatchFormat.CRC_AT, BatchFormat.crc(batch));
        clear();
        return batch;
    }

    /** As {@link #seal(int, int, long)}, for a batch without gaps. */
    byte[] seal(int flags, long appendedMs) {
        return seal(records, flags, appendedMs);
    }

    /** Drops what was added. */
    void clear() {
        records = 0;
        size = BatchFormat.HEADER_BYTES;
        if (bytes.length > KEPT_BYTES_MAX) {
            bytes = new byte[FIRST_BYTES];
        }
    }

    private void reserve(byte @Nullable [] key, byte @Nullable [] value) {
        long record = (key == null ? 0L : key.length) + (value == null ? 0L : value.length);
        ensure(record + VARLONG_BYTES_MAX + 4 * VARINT_BYTES_MAX);
    }

    private void body(long timestamp, byte @Nullable [] key, byte @Nullable [] value, Iterable<Header> headers) {
        if (records == 0) {
            baseTimestamp = timestamp;
            maxTimestamp = timestamp;
        } else if (timestamp > maxTimestamp) {
            maxTimestamp = timestamp;
        }
        records++;
        long delta = timestamp - baseTimestamp;
        putVarlong((delta << 1) ^ (delta >> 63));
        putBytes(key);
        putBytes(value);
        if (headers instanceof Headers known) {
            // No objects where there are none, as a rule.
            for (Header header : known.toArray()) {
                putHeader(header);
            }
        } else {
            for (Header header : headers) {
                putHeader(header);
            }
        }
        bytes[size++] = 0;
    }

    private void putHeader(Header header) {
        byte[] name = header.key().getBytes(StandardCharsets.UTF_8);
        byte[] value = header.value();
        // One more than the two lengths need: the byte that ends the headers.
        ensure((long) name.length + (value == null ? 0 : value.length) + 2 * VARINT_BYTES_MAX + 1);
        putBytes(name);
        putBytes(value);
    }

    private void putBytes(byte @Nullable [] field) {
        if (field == null) {
            bytes[size++] = 0;
            return;
        }
        putVarlong(field.length + 1L);
        System.arraycopy(field, 0, bytes, size, field.length);
        size += field.length;
    }

    private void putVarlong(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void ensure(long more) {
        if (more > RECORD_BYTES_MAX) {
            throw new RecordTooLargeException(
                    "record: " + more + " bytes (expected: at most " + RECORD_BYTES_MAX + ")");
        }
        long needed = size + more;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(needed, Math.min(2L * bytes.length, 1L << 30))));
        }
    }
}
