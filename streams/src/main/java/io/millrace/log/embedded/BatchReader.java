package io.millrace.log.embedded;

import io.millrace.log.LogException;
import io.millrace.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the records of one batch, one after the other, so that a poll takes no more than it needs. Owned by the
 * thread that reads.
 *
 * <p>Every length is checked before it is used: damaged bytes lead to a {@link LogException} and nothing else.
 */
final class BatchReader {

    private final byte[] bytes;
    private final long endOffset;
    private final boolean sparse;
    private final boolean logAppendTime;
    private int at = BatchFormat.HEADER_BYTES;
    private int left;
    private long nextOffset;

    BatchReader(byte[] bytes, long baseOffset) {
        this.bytes = bytes;
        this.endOffset = baseOffset + BatchFormat.span(bytes);
        this.sparse = (BatchFormat.flags(bytes) & BatchFormat.SPARSE) != 0;
        this.logAppendTime = (BatchFormat.flags(bytes) & BatchFormat.LOG_APPEND_TIME) != 0;
        this.left = BatchFormat.records(bytes);
        this.nextOffset = baseOffset;
    }

    boolean hasNext() {
        return left > 0;
    }

    /** How many records are still to be read. */
    int recordsLeft() {
        return left;
    }

    /** Where reading goes on: after the record last read, or after the batch when that was its last. */
    long nextOffset() {
        return left > 0 ? nextOffset : endOffset;
    }

    /** How far decoding has come, in bytes of the batch. */
    int bytesRead() {
        return at;
    }

    /** The next record. */
    LogRecord next() {
        long offset = startRecord();
        long delta = varlong();
        long timestamp = logAppendTime
                ? BatchFormat.appendedMs(bytes)
                : BatchFormat.baseTimestamp(bytes) + ((delta >>> 1) ^ -(delta & 1));
        byte[] key = field();
        byte[] value = field();
        return new LogRecord(offset, timestamp, key, value, headers());
    }

    /** Passes over records before an offset without making objects of them. */
    void skipTo(long offset) {
        while (left > 0 && nextOffset < offset) {
            int recordAt = at;
            if (sparse && peekOffset() >= offset) {
                at = recordAt;
                return;
            }
            at = recordAt;
            startRecord();
            varlong();
            skipField();
            skipField();
            skipHeaders();
        }
    }

    private long peekOffset() {
        return nextOffset + varint();
    }

    private long startRecord() {
        long offset = sparse ? nextOffset + varint() : nextOffset;
        if (offset >= endOffset) {
            throw damaged("a record at offset " + offset + ", beyond the end " + endOffset);
        }
        left--;
        nextOffset = offset + 1;
        return offset;
    }

    private List<Header> headers() {
        int nameLength = varint();
        if (nameLength == 0) {
            return List.of();
        }
        List<Header> headers = new ArrayList<>(2);
        while (nameLength != 0) {
            String name = new String(bytes, skip(nameLength - 1), nameLength - 1, StandardCharsets.UTF_8);
            headers.add(new RecordHeader(name, field()));
            nameLength = varint();
        }
        return headers;
    }

    private void skipHeaders() {
        for (int nameLength = varint(); nameLength != 0; nameLength = varint()) {
            skip(nameLength - 1);
            skipField();
        }
    }

    private byte @Nullable [] field() {
        int length = varint();
        if (length == 0) {
            return null;
        }
        int from = skip(length - 1);
        return Arrays.copyOfRange(bytes, from, at);
    }

    private void skipField() {
        int length = varint();
        if (length != 0) {
            skip(length - 1);
        }
    }

    /** Moves past a field and says where it began. */
    private int skip(int length) {
        if (length > bytes.length - at) {
            throw damaged("a field of " + length + " bytes at " + at);
        }
        int from = at;
        at += length;
        return from;
    }

    private int varint() {
        long value = varlong();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw damaged("a length of " + value + " at " + at);
        }
        return (int) value;
    }

    private long varlong() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= bytes.length) {
                throw damaged("a number that is cut off");
            }
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw damaged("a number of more than 64 bits");
    }

    private LogException damaged(String what) {
        return new LogException("batch of " + bytes.length + " bytes holds " + what
                + " (expected: records within the batch); its bytes are damaged");
    }
}
