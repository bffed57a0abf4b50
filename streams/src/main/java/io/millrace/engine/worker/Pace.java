package io.millrace.engine.worker;

import io.millrace.base.Clock;

/**
 * How many records a task may take before the worker looks at the clock again. Grows while records are cheap and shrinks
 * when they are not, so that a round stays short of what users notice and long enough that the clock costs nothing.
 */
final class Pace {

    private static final int RECORDS_MIN = 1;
    private static final int RECORDS_MAX = 4096;
    private static final long SHORT_ROUND_NS = 2_000_000;
    private static final long LONG_ROUND_NS = 10_000_000;

    private final Clock clock;
    private int records = 64;
    private long startedNs;

    Pace(Clock clock) {
        this.clock = clock;
    }

    /** A round begins; says how many records each task may take in it. */
    int begin() {
        startedNs = clock.monotonicNs();
        return records;
    }

    /** A round ends in which a task used its whole budget, or not. */
    void end(boolean budgetWasUsed) {
        long tookNs = clock.monotonicNs() - startedNs;
        if (tookNs > LONG_ROUND_NS) {
            records = Math.max(RECORDS_MIN, records / 2);
        } else if (budgetWasUsed && tookNs < SHORT_ROUND_NS) {
            records = Math.min(RECORDS_MAX, records * 2);
        }
    }
}
