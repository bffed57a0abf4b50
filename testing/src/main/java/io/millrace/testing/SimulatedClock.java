package io.millrace.testing;

import io.millrace.base.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Time that moves when the test says so. Thread safe. */
public final class SimulatedClock implements Clock {

    private final AtomicLong wallMs;
    private final AtomicLong monotonicNs = new AtomicLong();

    /**
     * A clock that stands still.
     *
     * @param wallMs what the wall clock shows, in milliseconds since the epoch
     */
    public SimulatedClock(long wallMs) {
        this.wallMs = new AtomicLong(wallMs);
    }

    /** Lets time pass, on both clocks. */
    public void advance(long ms) {
        if (ms < 0) {
            throw new IllegalArgumentException(
                    "advance: " + ms + " ms (expected: >= 0; only the wall clock can jump back)");
        }
        wallMs.addAndGet(ms);
        monotonicNs.addAndGet(TimeUnit.MILLISECONDS.toNanos(ms));
    }

    /** Sets the wall clock alone, in either direction. */
    public void jumpTo(long toWallMs) {
        wallMs.set(toWallMs);
    }

    @Override
    public long wallMs() {
        return wallMs.get();
    }

    @Override
    public long monotonicNs() {
        return monotonicNs.get();
    }
}
