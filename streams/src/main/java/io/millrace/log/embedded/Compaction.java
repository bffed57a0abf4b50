package io.millrace.log.embedded;

import io.millrace.store.rocksdb.RocksBatch;
import org.jspecify.annotations.Nullable;

/**
 * Decides which partition is compacted, one at a time so that the memory for keys is bounded. Owned by the committer.
 *
 * <p>A partition's turn comes when enough of it is new ({@code min.cleanable.dirty.ratio}). What is clean is not
 * remembered over a restart: the first pass after it covers everything.
 */
final class Compaction {

    private final LogMemory memory;
    private final LogTable log;
    private @Nullable CompactionPass pass;

    Compaction(LogMemory memory, LogTable log) {
        this.memory = memory;
        this.log = log;
    }

    /** A batch is durable. */
    void appended(Batch batch) {
        Upkeep upkeep = batch.partition().upkeep();
        if (upkeep.dirtyBytes != Upkeep.UNKNOWN) {
            upkeep.dirtyBytes += batch.bytes().length;
        }
    }

    /** Begins a pass over this partition if it needs one and no other is under way. */
    boolean offer(Partition partition) {
        if (pass != null || !isDirty(partition)) {
            return false;
        }
        Batch last = log.lastBefore(partition, durableEnd(partition));
        // The last batch stays as it is: the end of the partition is found by it.
        if (last == null || last.baseOffset() <= partition.upkeep().cleanBefore) {
            return false;
        }
        pass = new CompactionPass(partition, log, last.baseOffset());
        partition.upkeep().dirtyBytes = 0;
        return true;
    }

    /** Goes on with the pass that is under way. Returns whether there is more to do. */
    boolean step(long nowMs, RocksBatch batch) {
        CompactionPass current = pass;
        if (current == null) {
            return false;
        }
        long start = start(current.partition());
        if (start < 0 || !current.step(start, nowMs, batch)) {
            pass = null;
        }
        return pass != null;
    }

    /**
     * What the last step wrote did not reach the disk: the pass begins again. Going on would be wrong: it could remove
     * the mark that a key is gone while an older value of it is still there.
     */
    void abandon() {
        if (pass != null) {
            pass.partition().upkeep().dirtyBytes = Upkeep.UNKNOWN;
            pass = null;
        }
    }

    /** The partition cannot be read: it is left alone until there is enough that is new. */
    void giveUp() {
        pass = null;
    }

    private static boolean isDirty(Partition partition) {
        TopicConfig config = partition.topic().config();
        Upkeep upkeep = partition.upkeep();
        return config.compact()
                && upkeep.dirtyBytes > 0
                && upkeep.dirtyBytes >= config.dirtyRatio() * (upkeep.dirtyBytes + upkeep.cleanBytes);
    }

    private long durableEnd(Partition partition) {
        memory.gate().lock();
        try {
            return partition.durableEnd();
        } finally {
            memory.gate().unlock();
        }
    }

    /** Where the partition begins; -1 when it was deleted. */
    private long start(Partition partition) {
        memory.gate().lock();
        try {
            return partition.isDeleted() ? -1 : partition.startOffset();
        } finally {
            memory.gate().unlock();
        }
    }
}
