package io.millrace.engine.worker;

import io.millrace.engine.input.PartitionQueue;
import io.millrace.engine.task.Task;
import io.millrace.log.Fetched;
import io.millrace.log.Member;
import io.millrace.log.OutOfRangeException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes records in from the log and hands them to their tasks; a partition whose queue is full is left out until the
 * task has caught up. Owned by the worker.
 *
 * <p>A queue is full when it holds more records than one may, or when all queues together hold more bytes than they
 * may. A queue that is empty is never full: its task may be waiting for just that partition. So a worker holds at most
 * that many bytes, and one read per partition.
 */
final class Intake {

    /** Enough for many partitions to be read in large pieces, and little beside the cache of a few threads. */
    private static final long BYTES_MAX = 16L << 20;

    private final Member member;
    private final TaskSet tasks;
    private final WorkerMeters meters;
    private final int queueLimitRecords;
    private final Consumer<OutOfRangeException> whenGone;
    private final Map<TopicPartition, PartitionQueue> full = new HashMap<>();

    /**
     * @param queueLimitRecords how many records may wait in a partition before it is left out
     * @param whenGone moves a position that a partition does not have any more
     */
    Intake(
            Member member,
            TaskSet tasks,
            WorkerMeters meters,
            int queueLimitRecords,
            Consumer<OutOfRangeException> whenGone) {
        this.member = member;
        this.tasks = tasks;
        this.meters = meters;
        this.queueLimitRecords = queueLimitRecords;
        this.whenGone = whenGone;
    }

    /**
     * Takes in what there is.
     *
     * @param maxWaitMs how long to wait when there is nothing
     * @return whether anything came
     */
    boolean take(long maxWaitMs) {
        takeUpAgain();
        long sinceNs = meters.nowNs();
        List<Fetched> batches;
        try {
            batches = member.poll(maxWaitMs);
        } catch (OutOfRangeException e) {
            whenGone.accept(e);
            return true;
        }
        int records = 0;
        for (Fetched batch : batches) {
            records += batch.records().size();
        }
        meters.polled(records, maxWaitMs > 0, sinceNs);
        Set<TopicPartition> filled = new HashSet<>();
        for (Fetched batch : batches) {
            Task task = tasks.reading(batch.partition());
            if (task == null) {
                continue; // the task went away within this poll; its successor reads the records again
            }
            PartitionQueue queue = task.add(batch);
            if (isFull(queue)) {
                full.put(batch.partition(), queue);
                filled.add(batch.partition());
            }
        }
        if (!filled.isEmpty()) {
            member.pause(filled);
        }
        return !batches.isEmpty();
    }

    private boolean isFull(PartitionQueue queue) {
        return queue.size() > queueLimitRecords || (queue.size() > 0 && bytesWaiting() > BYTES_MAX);
    }

    private long bytesWaiting() {
        long bytes = 0;
        for (Task task : tasks.all()) {
            bytes += task.bytesWaiting();
        }
        return bytes;
    }

    private void takeUpAgain() {
        if (full.isEmpty()) {
            return;
        }
        Set<TopicPartition> caughtUp = new HashSet<>();
        full.forEach((partition, queue) -> {
            if (!isFull(queue)) {
                caughtUp.add(partition);
            }
        });
        if (!caughtUp.isEmpty()) {
            full.keySet().removeAll(caughtUp);
            member.resume(caughtUp);
        }
    }

    /** Forgets a task that goes away. */
    void forget(Task task) {
        task.inputs().forEach(queue -> full.remove(queue.partition()));
    }
}
