package io.millrace.log.embedded;

import io.millrace.log.LogException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * What is submitted and not yet durable, in order. Bounded in bytes: whoever submits more waits for room. Also knows
 * whether the log is open at all, since that is asked at the same moments. Guarded by the {@link Gate}; the methods
 * that wait take it themselves.
 */
final class CommitQueue {

    /** Groups are cut here, so that one write does not take seconds and its bytes fit an array with ease. */
    private static final long GROUP_BYTES_MAX = 16L << 20;

    private final Gate gate;
    private final Condition work;
    private final Condition room;
    private final long bytesMax;
    private final ArrayDeque<Submission> waiting = new ArrayDeque<>();
    private List<Submission> underWay = List.of();
    private long bytes;
    private boolean closing;
    private @Nullable Thread committer;
    private @Nullable LogException failure;

    CommitQueue(Gate gate, long bytesMax) {
        this.gate = gate;
        this.work = gate.newCondition();
        this.room = gate.newCondition();
        this.bytesMax = bytesMax;
    }

    /** Refuses the use of a log that failed or is closed. Under the gate. */
    void checkOpen() {
        if (failure != null) {
            throw new LogException("the log has failed and takes nothing more; close it and open it again", failure);
        }
        if (closing) {
            throw new LogException("the log is closed (expected: open)");
        }
    }

    /**
     * Waits until there is room, or the log is closed or fails. Under the gate, which is given up meanwhile. The
     * committer itself, within the completion of a commit, never waits: nobody else would make room.
     */
    void awaitRoom() {
        while (bytes > bytesMax && failure == null && !closing && Thread.currentThread() != committer) {
            room.awaitUninterruptibly();
        }
    }

    /** Under the gate. */
    void add(Submission submission) {
        waiting.add(submission);
        bytes += submission.sizeBytes();
        work.signal();
    }

    /**
     * Waits for work. Takes the gate itself.
     *
     * @return what is to be written next, at least one; empty when there is none in time; null when the log is closed
     *     and everything is written
     */
    @Nullable
    List<Submission> take(long nanos) throws InterruptedException {
        gate.lock();
        try {
            committer = Thread.currentThread();
            long left = nanos;
            while (waiting.isEmpty() && !closing && left > 0) {
                left = work.awaitNanos(left);
            }
            if (waiting.isEmpty()) {
                return closing ? null : List.of();
            }
            underWay = nextGroup();
            return underWay;
        } finally {
            gate.unlock();
        }
    }

    private List<Submission> nextGroup() {
        List<Submission> group = new ArrayList<>();
        long groupBytes = 0;
        while (!waiting.isEmpty() && groupBytes < GROUP_BYTES_MAX) {
            Submission next = waiting.remove();
            groupBytes += next.sizeBytes();
            group.add(next);
        }
        return group;
    }

    /** What was taken is durable. Under the gate. */
    void written() {
        for (Submission submission : underWay) {
            bytes -= submission.sizeBytes();
        }
        underWay = List.of();
        room.signalAll();
    }

    /** Waits some time; false at once when the log is being closed. Takes the gate itself. */
    boolean pause(long nanos) throws InterruptedException {
        gate.lock();
        try {
            long left = nanos;
            while (!closing && left > 0) {
                left = work.awaitNanos(left);
            }
            return !closing;
        } finally {
            gate.unlock();
        }
    }

    /** Takes nothing more; what is in the queue is still written. Under the gate. */
    void close() {
        closing = true;
        work.signalAll();
        room.signalAll();
    }

    /** What was taken and is not yet said to be written. Under the gate. */
    List<Submission> underWay() {
        return underWay;
    }

    /** Takes nothing more, and hands back what was not even taken and will never be written. Under the gate. */
    List<Submission> fail(LogException cause) {
        failure = cause;
        List<Submission> abandoned = new ArrayList<>(waiting);
        underWay = List.of();
        waiting.clear();
        bytes = 0;
        work.signalAll();
        room.signalAll();
        return abandoned;
    }
}
