package io.millrace.log.embedded;

import io.millrace.log.LogRecord;
import io.millrace.store.rocksdb.RocksBatch;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;

/**
 * One compaction of one partition. First it goes over what is new and notes the last offset of each key; then it goes
 * over everything from the start and leaves out records whose key comes again. Offsets stay as they are, and so do the
 * places where batches begin and end, so that readers do not notice. Owned by the committer.
 *
 * <p>Memory is bounded: when the noted keys take too much, the pass covers only what it has seen, and another one
 * follows.
 *
 * <p>A record that says that its key is gone goes too, once {@code delete.retention.ms} have passed since it was
 * appended. Batches are rewritten in offset order, and each step is one atomic write, so what it hides is always gone
 * before it: a crash in the middle brings nothing back.
 */
final class CompactionPass {

    /** Bytes read per step. */
    private static final int BYTES_PER_STEP = 1 << 20;

    /** What the noted keys may take. */
    private static final long KEY_BYTES_MAX = 16L << 20;

    /** What a noted key takes besides its bytes, about. */
    private static final int KEY_OVERHEAD_BYTES = 120;

    private final Partition partition;
    private final LogTable log;
    private final long dirtyFrom;
    private final Map<Bytes, Long> lastOffsets = new HashMap<>();
    private final BatchBuilder builder = new BatchBuilder();
    private long end;
    private boolean noting = true;
    private boolean partial;
    private long position;
    private long keyBytes;
    private long keptBytes;

    /** {@code end}: it goes no further than this offset, at which a batch begins. */
    CompactionPass(Partition partition, LogTable log, long end) {
        this.partition = partition;
        this.log = log;
        this.end = end;
        this.dirtyFrom = partition.upkeep().cleanBefore;
        this.position = dirtyFrom;
    }

    Partition partition() {
        return partition;
    }

    /** A bounded amount of work; false when the pass is complete. */
    boolean step(long start, long nowMs, RocksBatch into) {
        position = Math.max(position, start);
        ArrayDeque<Batch> batches = new ArrayDeque<>();
        log.read(partition, position, end, false, BYTES_PER_STEP, batches);
        for (Batch batch : batches) {
            position = batch.endOffset();
            if (noting) {
                note(batch);
            } else {
                rewrite(batch, nowMs, into);
            }
            if (noting && keyBytes > KEY_BYTES_MAX) {
                end = position;
                partial = true;
            }
            if (position >= end) {
                break;
            }
        }
        return (position < end && !batches.isEmpty()) || turn();
    }

    /** From noting to rewriting, from rewriting to the end. */
    private boolean turn() {
        if (noting) {
            noting = false;
            position = 0;
            return true;
        }
        Upkeep upkeep = partition.upkeep();
        upkeep.cleanBefore = end;
        upkeep.cleanBytes = keptBytes;
        if (partial) {
            upkeep.dirtyBytes = Upkeep.UNKNOWN;
        }
        return false;
    }

    private void note(Batch batch) {
        BatchReader reader = new BatchReader(batch.bytes(), batch.baseOffset());
        while (reader.hasNext()) {
            LogRecord record = reader.next();
            byte[] key = record.key();
            if (key != null && lastOffsets.put(Bytes.wrap(key), record.offset()) == null) {
                keyBytes += key.length + KEY_OVERHEAD_BYTES;
            }
        }
    }

    private void rewrite(Batch batch, long nowMs, RocksBatch into) {
        BatchReader reader = new BatchReader(batch.bytes(), batch.baseOffset());
        boolean expired =
                nowMs - partition.topic().config().deleteRetentionMs() > BatchFormat.appendedMs(batch.bytes());
        long next = batch.baseOffset();
        int dropped = 0;
        while (reader.hasNext()) {
            LogRecord record = reader.next();
            if (isKept(record, expired)) {
                int gap = (int) (record.offset() - next);
                builder.appendSparse(gap, record.timestamp(), record.key(), record.value(), record.headers());
                next = record.offset() + 1;
            } else {
                dropped++;
            }
        }
        replace(batch, dropped, into);
    }

    private void replace(Batch batch, int dropped, RocksBatch into) {
        if (builder.isEmpty()) {
            log.remove(into, batch);
            return;
        }
        if (dropped == 0) {
            keptBytes += batch.bytes().length;
            builder.clear();
            return;
        }
        int flags = BatchFormat.flags(batch.bytes()) | BatchFormat.SPARSE;
        byte[] bytes = builder.seal(BatchFormat.span(batch.bytes()), flags, BatchFormat.appendedMs(batch.bytes()));
        log.put(into, new Batch(partition, bytes, batch.baseOffset()));
        keptBytes += bytes.length;
    }

    private boolean isKept(LogRecord record, boolean expired) {
        byte[] key = record.key();
        if (key == null) {
            return true;
        }
        Long last = lastOffsets.get(Bytes.wrap(key));
        if (last != null && last > record.offset()) {
            return false;
        }
        return record.value() != null || !expired;
    }
}
