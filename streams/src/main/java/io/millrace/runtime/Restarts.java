package io.millrace.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long to wait before a failed thread is replaced: not at all the first time, then twice as long with each failure
 * of the last minute, so that a record that always fails does not keep a processor busy. Guarded by its owner.
 */
final class Restarts {

    private static final long WINDOW_MS = 60_000;
    private static final long FIRST_DELAY_MS = 100;
    private static final long DELAY_MAX_MS = 10_000;

    private final Deque<Long> failuresMs = new ArrayDeque<>();

    /** A thread has failed; says how long its successor is to wait. */
    Duration next(long nowMs) {
        while (!failuresMs.isEmpty() && nowMs - failuresMs.peekFirst() > WINDOW_MS) {
            failuresMs.removeFirst();
        }
        int recent = failuresMs.size();
        failuresMs.addLast(nowMs);
        if (recent == 0) {
            return Duration.ZERO;
        }
        long delayMs = FIRST_DELAY_MS << Math.min(recent - 1, 20);
        return Duration.ofMillis(Math.min(DELAY_MAX_MS, delayMs));
    }
}
