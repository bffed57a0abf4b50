package io.millrace.engine.input;

import io.millrace.log.Fetched;
import io.millrace.streams.processor.TimestampExtractor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that a task reads. The record with the lowest event time goes next; among equals, the one of the
 * partition that was added first. Owned by the task's worker.
 *
 * <p>While a partition has nothing waiting, its next record could be older than what waits elsewhere. How long the task
 * holds back for it is {@code max.task.idle.ms}: below zero, not at all; otherwise until the partition is known to have
 * nothing more, and then that long.
 */
public final class InputGroup {

    private final List<PartitionQueue> queues = new ArrayList<>();
    private final Map<TopicPartition, PartitionQueue> byPartition = new HashMap<>();
    private final long maxIdleMs;
    private long streamTime = -1;
    private long enforced;

    /** @param maxIdleMs {@code max.task.idle.ms} */
    public InputGroup(long maxIdleMs) {
        this.maxIdleMs = maxIdleMs;
    }

    /**
     * Adds a partition.
     *
     * @param errors decides about records that cannot be decoded
     * @param position the offset that is read first
     * @param committedTime the partition time that was committed; -1 when none was
     */
    public PartitionQueue add(
            TopicPartition partition,
            Deserializer<?> keyDeserializer,
            Deserializer<?> valueDeserializer,
            TimestampExtractor extractor,
            DecodingErrors errors,
            long position,
            long committedTime) {
        RecordDecoder decoder = new RecordDecoder(partition, keyDeserializer, valueDeserializer, extractor);
        PartitionQueue queue = new PartitionQueue(partition, decoder, errors, position);
        queue.partitionTime(committedTime);
        streamTime = Math.max(streamTime, committedTime);
        queues.add(queue);
        byPartition.put(partition, queue);
        return queue;
    }

    /** The partitions, in the order in which they were added. */
    public List<PartitionQueue> queues() {
        return queues;
    }

    /** Adds what was read of one of the partitions. */
    public PartitionQueue add(Fetched batch) {
        PartitionQueue queue = byPartition.get(batch.partition());
        if (queue == null) {
            throw new IllegalArgumentException("not a partition of this task: " + batch.partition());
        }
        queue.add(batch);
        return queue;
    }

    /** The partition whose head goes next; null when nothing waits. Does not take it. */
    public @Nullable PartitionQueue next() {
        PartitionQueue lowest = null;
        for (int i = 0; i < queues.size(); i++) {
            PartitionQueue queue = queues.get(i);
            if (!queue.isEmpty() && (lowest == null || queue.headTimestamp() < lowest.headTimestamp())) {
                lowest = queue;
            }
        }
        return lowest;
    }

    /** Moves stream time on to the event time of a record that goes next. */
    public void advanceStreamTime(PartitionQueue chosen) {
        streamTime = Math.max(streamTime, chosen.headTimestamp());
    }

    /** The highest event time of the records that were taken; -1 before the first. */
    public long streamTime() {
        return streamTime;
    }

    /** How many records wait. */
    public int size() {
        int size = 0;
        for (int i = 0; i < queues.size(); i++) {
            size += queues.get(i).size();
        }
        return size;
    }

    /** About how many bytes wait. */
    public long sizeBytes() {
        long bytes = 0;
        for (int i = 0; i < queues.size(); i++) {
            bytes += queues.get(i).sizeBytes();
        }
        return bytes;
    }

    /** Whether the next record may be taken now. */
    public boolean isReady(long nowMs, Lag lag) {
        boolean anyWaiting = next() != null;
        if (maxIdleMs < 0 || (maxIdleMs == 0 && !anyWaiting)) {
            return anyWaiting; // where no idle time is counted, lags matter only when something waits
        }
        boolean anyHeldBackFor = false;
        boolean anyEmpty = false;
        for (int i = 0; i < queues.size(); i++) {
            PartitionQueue queue = queues.get(i);
            if (queue.isEmpty()) {
                anyEmpty = true;
                anyHeldBackFor |= isHeldBackFor(queue, nowMs, lag);
            } else {
                queue.notIdle();
            }
        }
        boolean isReady = anyWaiting && !anyHeldBackFor;
        if (isReady && anyEmpty) {
            enforced++;
        }
        return isReady;
    }

    /**
     * How often it has been ready though a partition that it would hold back for had nothing, since this was last asked
     * for.
     */
    public long takeEnforced() {
        long taken = enforced;
        enforced = 0;
        return taken;
    }

    /** Idle time counts from when a partition was first seen with nothing to come, until something comes. */
    private boolean isHeldBackFor(PartitionQueue empty, long nowMs, Lag lag) {
        if (lag.of(empty.partition()) != 0) {
            empty.notIdle();
            return true;
        }
        return empty.idleMs(nowMs) < maxIdleMs;
    }

    /** Says how many records of a partition are there but have not been read; -1 when that is not known. */
    public interface Lag {

        /** The number for a partition. */
        long of(TopicPartition partition);
    }
}
