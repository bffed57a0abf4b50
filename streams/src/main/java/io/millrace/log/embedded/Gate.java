package io.millrace.log.embedded;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The one lock of an embedded log, and the place to wait for news. Thread safe.
 *
 * <p>All that changes in memory - topics, the ends and tails of partitions, groups, the queue to the committer - is
 * guarded by it. It is held for a few pointer moves at a time and never while bytes are encoded, decoded, read from or
 * written to disk.
 *
 * <p>Whoever changes something that a reader may be waiting for {@linkplain #announce announces} it. A reader notes
 * {@link #news} before it looks, looks, and then waits only if there has been no news since; so none is missed.
 */
final class Gate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition announced = lock.newCondition();
    private volatile long news;

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /** Another place to wait, for the owner of a queue. */
    Condition newCondition() {
        return lock.newCondition();
    }

    /** How much news there has been. */
    long news() {
        return news;
    }

    /** Wakes all that wait for news. Under the gate. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // only ever written under the lock
    void announce() {
        news++;
        announced.signalAll();
    }

    /**
     * Waits for news. Not under the gate.
     *
     * @param seen what {@link #news} said before the caller looked
     * @param nanos how long at most
     * @return how much of that time is left
     */
    long awaitNews(long seen, long nanos) {
        long left = nanos;
        lock.lock();
        try {
            while (news == seen && left > 0) {
                left = announced.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            throw new InterruptException("interrupted while waiting for records", e);
        } finally {
            lock.unlock();
        }
        return left;
    }
}
