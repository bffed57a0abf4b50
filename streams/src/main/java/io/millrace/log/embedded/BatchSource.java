package io.millrace.log.embedded;

import io.millrace.log.Isolation;
import java.util.ArrayDeque;

/** Finds the next batches of a partition: in memory if the position lies in the tail, else on disk. Thread safe. */
final class BatchSource {

    private final LogMemory memory;
    private final LogTable log;

    BatchSource(LogMemory memory, LogTable log) {
        this.memory = memory;
        this.log = log;
    }

    /**
     * Adds the batches from a position on, as many as fit, at least one if there is one.
     *
     * @param aligned whether the position is known not to lie inside a batch
     * @return the position, moved past offsets that no longer hold records when no batch was found
     * @throws io.millrace.log.OutOfRangeException if the position does not exist
     */
    long read(
            Partition partition,
            long position,
            boolean aligned,
            Isolation isolation,
            int bytesMax,
            ArrayDeque<Batch> into) {
        long diskEnd;
        memory.gate().lock();
        try {
            memory.queue().checkOpen();
            partition.checkPosition(position);
            long end = partition.end(isolation);
            if (position >= end) {
                return position;
            }
            if (partition.tailStart() <= position) {
                fromTail(partition, position, end, bytesMax, into);
                return into.isEmpty() ? end : position;
            }
            diskEnd = Math.min(partition.tailStart(), end);
        } finally {
            memory.gate().unlock();
        }
        return fromDisk(partition, position, diskEnd, aligned, bytesMax, into);
    }

    private static void fromTail(Partition partition, long position, long end, int bytesMax, ArrayDeque<Batch> into) {
        int bytes = 0;
        for (Batch batch : partition.tailFrom(position)) {
            if (batch.endOffset() > end || bytes >= bytesMax) {
                return;
            }
            bytes += batch.bytes().length;
            into.add(batch);
        }
    }

    private long fromDisk(
            Partition partition, long position, long end, boolean aligned, int bytesMax, ArrayDeque<Batch> into) {
        log.read(partition, position, end, aligned, bytesMax, into);
        if (into.isEmpty() || into.getFirst().baseOffset() > position) {
            recheck(partition, position);
        }
        return into.isEmpty() ? end : position;
    }

    /** What is missing was either removed by compaction, or purged while it was being looked for. */
    private void recheck(Partition partition, long position) {
        memory.gate().lock();
        try {
            partition.checkPosition(position);
        } finally {
            memory.gate().unlock();
        }
    }
}
