package io.millrace.log.embedded;

import io.millrace.log.Isolation;
import io.millrace.log.LogException;
import io.millrace.log.OutOfRangeException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition as it is in memory: where it begins, how far it is submitted and durable, and its newest batches. Guarded
 * by the {@link Gate}.
 *
 * <pre>
 *   start ............ durable end ............ submitted end
 *          on disk     |       in the queue     |
 *                 [ tail: newest batches, in memory ]
 * </pre>
 *
 * <p>The tail has no holes and reaches to the submitted end. What is not durable is always in it; durable batches leave
 * it, oldest first, when {@link Tails} needs the room.
 */
final class Partition {

    private final Topic topic;
    private final TopicPartition name;
    private final TreeMap<Long, Batch> tail = new TreeMap<>();
    private final Upkeep upkeep = new Upkeep();
    private long startOffset;
    private long durableEnd;
    private long submittedEnd;
    private boolean deleted;

    Partition(Topic topic, TopicPartition name) {
        this.topic = topic;
        this.name = name;
    }

    Topic topic() {
        return topic;
    }

    TopicPartition name() {
        return name;
    }

    int number() {
        return name.partition();
    }

    /** Notes of retention and compaction. Owned by the committer, not guarded by the gate. */
    Upkeep upkeep() {
        return upkeep;
    }

    long startOffset() {
        return startOffset;
    }

    long durableEnd() {
        return durableEnd;
    }

    long end(Isolation isolation) {
        return isolation == Isolation.COMMITTED ? durableEnd : submittedEnd;
    }

    boolean isDeleted() {
        return deleted;
    }

    void delete() {
        deleted = true;
        tail.clear();
    }

    /** Sets it up as it was found on disk. */
    void recover(long start, long end) {
        startOffset = start;
        durableEnd = end;
        submittedEnd = end;
        upkeep.recover(start);
    }

    /** Gives a batch its place at the end. */
    void submit(Batch batch) {
        batch.place(submittedEnd);
        tail.put(submittedEnd, batch);
        submittedEnd = batch.endOffset();
    }

    /** All before this offset is on disk. */
    void durable(long end) {
        durableEnd = end;
    }

    boolean isDurable(Batch batch) {
        return batch.endOffset() <= durableEnd;
    }

    /** Drops a batch from memory. */
    void evict(Batch batch) {
        tail.remove(batch.baseOffset());
    }

    /** Moves the start forward. */
    void startAt(long offset) {
        startOffset = offset;
    }

    /** The oldest batch in memory, if it ends at or before this offset. */
    @Nullable
    Batch oldestBefore(long offset) {
        Map.Entry<Long, Batch> oldest = tail.firstEntry();
        return oldest == null || oldest.getValue().endOffset() > offset ? null : oldest.getValue();
    }

    /** Where the tail begins; the submitted end when nothing is in memory. */
    long tailStart() {
        return tail.isEmpty() ? submittedEnd : tail.firstKey();
    }

    /** The batches in memory from the one that holds this offset. */
    Iterable<Batch> tailFrom(long offset) {
        Long base = tail.floorKey(offset);
        return tail.tailMap(base == null ? offset : base, true).values();
    }

    /** Refuses a position that does not exist. */
    void checkPosition(long position) {
        if (deleted) {
            throw new LogException("partition " + name + " no longer exists; its topic was deleted");
        }
        if (position < startOffset || position > submittedEnd) {
            throw new OutOfRangeException(name, position, startOffset, submittedEnd);
        }
    }
}
