package io.millrace.engine.worker;

import io.millrace.base.Clock;

/**
 * How many records a task may take before the worker looks at the clock again. Grows while records are cheap and
 * shrinks when they are not, so that a round stays short of what users notice and long enough that the clock costs
 * nothing.
 */
final class Pace {

    private static final int RECORDS_MIN = 1;
    private static final int RECORDS_AT_FIRST = 64;
    private static final long SHORT_ROUND_NS = 2_000_000;
    private static final long LONG_ROUND_NS = 10_000_000;

    private final Clock clock;
    private final int recordsMax;
    private int records;
    private long startedNs;

    Pace(Clock clock, int recordsMax) {
        this.clock = clock;
        this.recordsMax = recordsMax;
        this.records = Math.min(RECORDS_AT_FIRST, recordsMax);
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
            records = Math.min(recordsMax, records * 2);
        }
    }
}
