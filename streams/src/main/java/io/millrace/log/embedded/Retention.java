package io.millrace.log.embedded;

import io.millrace.store.rocksdb.RocksBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes records that are older than {@code retention.ms} or beyond {@code retention.bytes}, whole batches at a time,
 * and brings the start of a partition, which a purge moves in memory only, to disk. Owned by the committer.
 *
 * <p>A batch is as old as its youngest record, and never older than the time since it was appended: records that carry
 * the time of events long past are kept as long as those of today.
 */
final class Retention {

    /** Batches removed from one partition in one step. */
    private static final int BATCHES_PER_STEP = 16;

    /** Bytes counted of one partition in one step. */
    private static final int COUNTED_BYTES_PER_STEP = 4 << 20;

    private final LogMemory memory;
    private final Storage storage;
    private final List<Stored> underWay = new ArrayList<>();

    Retention(LogMemory memory, Storage storage) {
        this.memory = memory;
        this.storage = storage;
    }

    /** A batch is durable. */
    void appended(Batch batch) {
        Upkeep upkeep = batch.partition().upkeep();
        if (upkeep.countedBefore == batch.baseOffset()) {
            upkeep.bytes += batch.bytes().length;
            upkeep.countedBefore = batch.endOffset();
        }
    }

    /** Moves the start past batches that have expired. Returns whether there may be more of them. */
    boolean expire(Partition partition, long nowMs) {
        TopicConfig config = partition.topic().config();
        if (!config.delete() || (config.retentionMs() < 0 && config.retentionBytes() < 0)) {
            return false;
        }
        boolean counted = config.retentionBytes() < 0 || count(partition);
        for (int removed = 0; removed < BATCHES_PER_STEP; removed++) {
            Upkeep.Oldest oldest = oldest(partition);
            if (oldest == null || !isExpired(partition, oldest, nowMs, counted)) {
                return !counted;
            }
            remove(partition, oldest);
        }
        return true;
    }

    private static boolean isExpired(Partition partition, Upkeep.Oldest oldest, long nowMs, boolean counted) {
        TopicConfig config = partition.topic().config();
        boolean old = config.retentionMs() >= 0 && nowMs - config.retentionMs() > oldest.timestamp();
        boolean beyond = config.retentionBytes() >= 0
                && counted
                && partition.upkeep().bytes - oldest.bytes() >= config.retentionBytes();
        return old || beyond;
    }

    private Upkeep.@Nullable Oldest oldest(Partition partition) {
        Upkeep upkeep = partition.upkeep();
        Range range = range(partition);
        if (upkeep.oldest != null && upkeep.oldest.endOffset() > range.start) {
            return upkeep.oldest;
        }
        ArrayDeque<Batch> found = new ArrayDeque<>(1);
        storage.log().read(partition, range.start, range.end, false, 1, found);
        Batch first = found.peek();
        upkeep.oldest = first == null
                ? null
                : new Upkeep.Oldest(first.endOffset(), first.retentionTimestamp(), first.bytes().length);
        return upkeep.oldest;
    }

    private void remove(Partition partition, Upkeep.Oldest oldest) {
        Upkeep upkeep = partition.upkeep();
        upkeep.bytes -= oldest.bytes();
        upkeep.expiredBefore = oldest.endOffset();
        upkeep.oldest = null;
        memory.gate().lock();
        try {
            if (oldest.endOffset() > partition.startOffset()) {
                partition.startAt(oldest.endOffset());
                memory.tails().dropBeforeStart(partition);
            }
        } finally {
            memory.gate().unlock();
        }
    }

    /** Counts what is on disk, a step at a time. Returns whether all is counted. */
    private boolean count(Partition partition) {
        Upkeep upkeep = partition.upkeep();
        Range range = range(partition);
        if (range.start != upkeep.expiredBefore) {
            // A purge has removed an unknown number of bytes.
            upkeep.bytes = 0;
            upkeep.countedBefore = range.start;
            upkeep.expiredBefore = range.start;
        }
        if (upkeep.countedBefore >= range.end) {
            return true;
        }
        ArrayDeque<Batch> found = new ArrayDeque<>();
        storage.log().read(partition, upkeep.countedBefore, range.end, false, COUNTED_BYTES_PER_STEP, found);
        for (Batch batch : found) {
            upkeep.bytes += batch.bytes().length;
            upkeep.countedBefore = batch.endOffset();
        }
        if (found.isEmpty()) {
            upkeep.countedBefore = range.end;
        }
        return upkeep.countedBefore >= range.end;
    }

    /** Adds the start to what is written if it has moved, and removes what lies before it. */
    void store(Partition partition, RocksBatch batch) {
        Upkeep upkeep = partition.upkeep();
        long start = range(partition).start;
        if (start == upkeep.storedStart) {
            return;
        }
        storage.meta().putStart(batch, partition, start);
        // The batch that the start lies in is kept whole.
        long keptFrom = Math.max(upkeep.removedBefore, storage.log().baseOf(partition, start));
        if (keptFrom > upkeep.removedBefore) {
            storage.log().removeRange(batch, partition, upkeep.removedBefore, keptFrom);
        }
        underWay.add(new Stored(upkeep, start, keptFrom));
    }

    /** What was added by {@link #store} is on disk, or is not and will be added again. */
    void written(boolean success) {
        if (success) {
            for (Stored stored : underWay) {
                stored.upkeep.storedStart = stored.start;
                stored.upkeep.removedBefore = stored.keptFrom;
            }
        }
        underWay.clear();
    }

    /** What is durable of a partition; nothing once it is deleted, so that nothing of it is written again. */
    private Range range(Partition partition) {
        memory.gate().lock();
        try {
            return partition.isDeleted()
                    ? new Range(partition.upkeep().storedStart, partition.upkeep().storedStart)
                    : new Range(partition.startOffset(), partition.durableEnd());
        } finally {
            memory.gate().unlock();
        }
    }

    private record Stored(Upkeep upkeep, long start, long keptFrom) {}

    private record Range(long start, long end) {}
}
