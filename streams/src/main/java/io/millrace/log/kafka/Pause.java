package io.millrace.log.kafka;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.InterruptException;

/** Asks the cluster over and over, at a bounded rate and for a bounded time, until something is so. Thread safe. */
final class Pause {

    private static final int TRIES_MAX = 600;
    private static final long FIRST_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private Pause() {}

    /** Whether it became so within about half a minute. */
    static boolean until(BooleanSupplier so) {
        ReentrantLock lock = new ReentrantLock();
        Condition never = lock.newCondition();
        long waitNs = FIRST_NS;
        for (int i = 0; i < TRIES_MAX; i++) {
            if (so.getAsBoolean()) {
                return true;
            }
            lock.lock();
            try {
                long left = waitNs;
                while (left > 0) {
                    left = never.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            } finally {
                lock.unlock();
            }
            waitNs = Math.min(LONGEST_NS, waitNs * 2);
        }
        return false;
    }
}
