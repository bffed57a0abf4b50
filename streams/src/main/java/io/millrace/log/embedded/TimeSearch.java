package io.millrace.log.embedded;

import io.millrace.log.Isolation;
import io.millrace.log.LogRecord;
import java.util.ArrayDeque;

/**
 * Finds records by their timestamps. There is no index by time: it goes over the batches from the start and decodes
 * only the one that must hold the record, so it costs as much as reading the partition up to there. Thread safe.
 */
final class TimeSearch {

    /** Bytes read at a time. */
    private static final int BYTES_PER_READ = 4 << 20;

    private final BatchSource source;

    TimeSearch(BatchSource source) {
        this.source = source;
    }

    /**
     * The offset of the first committed record from {@code start} that is not older than {@code timestamp}, or the end.
     */
    long find(Partition partition, long start, long timestamp) {
        long position = start;
        ArrayDeque<Batch> batches = new ArrayDeque<>();
        while (true) {
            long found = source.read(partition, position, false, Isolation.COMMITTED, BYTES_PER_READ, batches);
            if (batches.isEmpty() && found == position) {
                return position;
            }
            position = found;
            for (Batch batch : batches) {
                long offset = find(batch, Math.max(start, batch.baseOffset()), timestamp);
                if (offset >= 0) {
                    return offset;
                }
                position = batch.endOffset();
            }
            batches.clear();
        }
    }

    /** -1 when the batch holds none. */
    private static long find(Batch batch, long from, long timestamp) {
        byte[] bytes = batch.bytes();
        boolean appendTime = (BatchFormat.flags(bytes) & BatchFormat.LOG_APPEND_TIME) != 0;
        if (timestamp > (appendTime ? BatchFormat.appendedMs(bytes) : BatchFormat.maxTimestamp(bytes))) {
            return -1;
        }
        BatchReader reader = new BatchReader(bytes, batch.baseOffset());
        reader.skipTo(from);
        while (reader.hasNext()) {
            LogRecord record = reader.next();
            if (record.timestamp() >= timestamp) {
                return record.offset();
            }
        }
        return -1;
    }
}
