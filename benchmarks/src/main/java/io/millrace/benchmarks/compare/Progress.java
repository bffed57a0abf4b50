package io.millrace.benchmarks.compare;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Counts the calls of a topology's last user function, and so knows when all input is processed without reading the
 * output meanwhile. {@link #step} is called by the threads of the application, {@link #await} by the one that measures.
 */
final class Progress {
    private static final long POLL_NS = 10_000_000;
    private static final Duration STALLED_MAX = Duration.ofMinutes(2);

    private final LongAdder steps = new LongAdder();

    void step() {
        steps.increment();
    }

    /** Waits for the first step, then for the last one, and returns the time between the two in nanoseconds. */
    long await(long total, BooleanSupplier isAlive) {
        awaitSteps(1, isAlive);
        long start = System.nanoTime();
        awaitSteps(total, isAlive);
        return System.nanoTime() - start;
    }

    private void awaitSteps(long wanted, BooleanSupplier isAlive) {
        long last = -1;
        long lastChange = System.nanoTime();
        for (long done = steps.sum(); done < wanted; done = steps.sum()) {
            if (done != last) {
                last = done;
                lastChange = System.nanoTime();
            }
            if (!isAlive.getAsBoolean() || System.nanoTime() - lastChange > STALLED_MAX.toNanos()) {
                throw new IllegalStateException("The application stands still or has died after " + done + " steps"
                        + " (expected: " + wanted + ")");
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }
}
