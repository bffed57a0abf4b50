package io.millrace.log.embedded;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the memory of all tails together: when there is too much, the batches that were submitted first go, unless
 * they are not durable yet. Guarded by the {@link Gate}.
 */
final class Tails {

    private final long bytesMax;
    private final Set<Batch> oldestFirst = new LinkedHashSet<>();
    private long bytes;

    Tails(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** A batch was submitted. */
    void add(Batch batch) {
        oldestFirst.add(batch);
        bytes += batch.bytes().length;
    }

    /** Drops the oldest durable batches until what is left fits. */
    void fit() {
        Iterator<Batch> batches = oldestFirst.iterator();
        while (bytes > bytesMax && batches.hasNext()) {
            Batch batch = batches.next();
            if (!batch.partition().isDurable(batch)) {
                return;
            }
            batches.remove();
            bytes -= batch.bytes().length;
            batch.partition().evict(batch);
        }
    }

    /** Drops what lies before the partition's start. */
    void dropBeforeStart(Partition partition) {
        Batch batch = partition.oldestBefore(partition.startOffset());
        while (batch != null) {
            drop(batch);
            batch = partition.oldestBefore(partition.startOffset());
        }
    }

    /** Drops all of a partition that is deleted. */
    void dropAll(Partition partition) {
        @Nullable Batch batch = partition.oldestBefore(Long.MAX_VALUE);
        while (batch != null) {
            drop(batch);
            batch = partition.oldestBefore(Long.MAX_VALUE);
        }
    }

    /** How much is held. */
    long bytes() {
        return bytes;
    }

    private void drop(Batch batch) {
        batch.partition().evict(batch);
        if (oldestFirst.remove(batch)) {
            bytes -= batch.bytes().length;
        }
    }
}
