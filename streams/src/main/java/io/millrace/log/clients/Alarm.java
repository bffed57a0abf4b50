package io.millrace.log.clients;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes one waiting thread; a ring while nobody waits is kept for the next wait. Thread safe; never held for long. */
final class Alarm {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rings = lock.newCondition();
    private boolean rung;

    void ring() {
        lock.lock();
        try {
            rung = true;
            rings.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a ring, at most so long. An interrupt counts as a ring: this thread is the producer's own. */
    void await(long atMostNs) {
        lock.lock();
        try {
            long leftNs = atMostNs;
            while (!rung && leftNs > 0) {
                leftNs = rings.awaitNanos(leftNs);
            }
        } catch (InterruptedException woken) {
            // The caller looks around, as after a ring.
        } finally {
            rung = false;
            lock.unlock();
        }
    }
}
