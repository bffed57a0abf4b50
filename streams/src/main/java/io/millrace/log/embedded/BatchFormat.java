package io.millrace.log.embedded;

import io.millrace.base.BigEndian;
import io.millrace.log.LogException;
import java.util.zip.CRC32C;

/**
 * How a batch of records looks as bytes.
 *
 * <pre>
 * version 1 byte | CRC32C of all that follows 4 | flags 1 | records 4 | span 4 |
 * base timestamp 8 | greatest timestamp 8 | appended at 8 | the records
 *
 * record:  [offset gap, sparse batches only] timestamp - base timestamp, zigzag
 *          key length + 1, key   value length + 1, value   (0 = null)
 *          (header name length + 1, name, header value length + 1, value)*  0
 * </pre>
 *
 * <p>The base offset is the key under which the batch is stored, so that a batch can be encoded before its place in the
 * partition is known. The span is how many offsets it takes up: as many as it has records, unless compaction removed
 * some; such a batch is sparse, and each of its records says how many offsets lie between it and the one before.
 * Lengths and gaps are varints. The time of appending serves retention and topics with {@code LogAppendTime}.
 */
final class BatchFormat {

    static final byte VERSION = 1;

    static final int CRC_AT = 1;
    static final int FLAGS_AT = 5;
    static final int RECORDS_AT = 6;
    static final int SPAN_AT = 10;
    static final int BASE_TIMESTAMP_AT = 14;
    static final int MAX_TIMESTAMP_AT = 22;
    static final int APPENDED_AT = 30;
    static final int HEADER_BYTES = 38;

    /** Each record carries the gap between it and the one before. */
    static final int SPARSE = 1;

    /** The timestamp of every record is the time of appending. */
    static final int LOG_APPEND_TIME = 2;

    /** The fewest bytes that a record can take: timestamp, key, value, end of headers. */
    static final int RECORD_BYTES_MIN = 4;

    private static final int FLAGS_KNOWN = SPARSE | LOG_APPEND_TIME;

    private BatchFormat() {}

    static int flags(byte[] batch) {
        return batch[FLAGS_AT];
    }

    static int records(byte[] batch) {
        return BigEndian.getInt(batch, RECORDS_AT);
    }

    static int span(byte[] batch) {
        return BigEndian.getInt(batch, SPAN_AT);
    }

    static long baseTimestamp(byte[] batch) {
        return BigEndian.getLong(batch, BASE_TIMESTAMP_AT);
    }

    static long maxTimestamp(byte[] batch) {
        return BigEndian.getLong(batch, MAX_TIMESTAMP_AT);
    }

    static long appendedMs(byte[] batch) {
        return BigEndian.getLong(batch, APPENDED_AT);
    }

    static int crc(byte[] batch) {
        CRC32C crc = new CRC32C();
        crc.update(batch, FLAGS_AT, batch.length - FLAGS_AT);
        return (int) crc.getValue();
    }

    /**
     * Checks bytes that come from disk.
     *
     * @throws LogException if they are not a whole batch of this version
     */
    static void check(byte[] batch) {
        if (batch.length < HEADER_BYTES) {
            throw new LogException("batch: " + batch.length + " bytes (expected: at least " + HEADER_BYTES + ")");
        }
        if (batch[0] != VERSION) {
            throw new LogException("batch: format version " + batch[0] + " (expected: " + VERSION
                    + "); it was written by another version of Millrace or is damaged");
        }
        int stored = BigEndian.getInt(batch, CRC_AT);
        int found = crc(batch);
        if (stored != found) {
            throw new LogException("batch: checksum " + Integer.toHexString(found) + " (expected: "
                    + Integer.toHexString(stored) + "); its bytes are damaged");
        }
        checkCounts(batch);
    }

    private static void checkCounts(byte[] batch) {
        int records = records(batch);
        int span = span(batch);
        int recordsMax = (batch.length - HEADER_BYTES) / RECORD_BYTES_MIN;
        boolean sparse = (flags(batch) & SPARSE) != 0;
        if (records < 1 || records > recordsMax || span < records || (!sparse && span != records)) {
            throw new LogException("batch: " + records + " records over " + span + " offsets in " + batch.length
                    + " bytes (expected: at least 1 record, at least as many offsets, and bytes for all of them)");
        }
        if ((flags(batch) & ~FLAGS_KNOWN) != 0) {
            throw new LogException("batch: flags " + flags(batch) + " (expected: none besides " + FLAGS_KNOWN + ")");
        }
    }
}
