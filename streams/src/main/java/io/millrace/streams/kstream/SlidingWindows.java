package io.millrace.streams.kstream;

import io.millrace.streams.spi.Millis;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Windows of fixed size that stand wherever the events are: there is one for each set of events of a key that are not
 * further apart than the time difference.
 *
 * <p>Each event makes a window that ends with it, and one that starts right after it if there are events to be in it.
 * Unlike the windows of {@link TimeWindows} both start and end belong to the window. Events closer to the epoch than
 * the time difference share the window that starts there, since no window starts before. Immutable, any thread.
 *
 * <pre>{@code
 * readings.groupByKey()
 *         .windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(Duration.ofSeconds(10), Duration.ofSeconds(1)))
 * }</pre>
 *
 * @see KGroupedStream#windowedBy(SlidingWindows)
 */
public final class SlidingWindows {

    private final long timeDifferenceMs;
    private final long graceMs;

    private SlidingWindows(long timeDifferenceMs, long graceMs) {
        if (timeDifferenceMs < 0) {
            throw new IllegalArgumentException("timeDifference: " + timeDifferenceMs + " ms (expected: >= 0)");
        }
        if (graceMs < 0) {
            throw new IllegalArgumentException("grace: " + graceMs + " ms (expected: >= 0)");
        }
        this.timeDifferenceMs = timeDifferenceMs;
        this.graceMs = graceMs;
    }

    /**
     * Windows that close when stream time has passed their end.
     *
     * @param timeDifference how far apart two events of a window may be, at least 0
     * @return the windows
     * @throws IllegalArgumentException if the duration is null, negative or does not fit into milliseconds
     */
    public static SlidingWindows ofTimeDifferenceWithNoGrace(Duration timeDifference) throws IllegalArgumentException {
        return ofTimeDifferenceAndGrace(timeDifference, Duration.ZERO);
    }

    /**
     * Windows that wait for late events.
     *
     * @param timeDifference how far apart two events of a window may be, at least 0
     * @param afterWindowEnd grace period: how far stream time may pass the end before the window closes, at least 0
     * @return the windows
     * @throws IllegalArgumentException if a duration is null, negative or does not fit into milliseconds
     */
    public static SlidingWindows ofTimeDifferenceAndGrace(Duration timeDifference, Duration afterWindowEnd)
            throws IllegalArgumentException {
        return new SlidingWindows(
                Millis.fromDuration(timeDifference, "timeDifference"),
                Millis.fromDuration(afterWindowEnd, "afterWindowEnd"));
    }

    /**
     * How far apart two events of a window may be.
     *
     * @return milliseconds, at least 0
     */
    public long timeDifferenceMs() {
        return timeDifferenceMs;
    }

    /**
     * How long after a window's end late events still count, measured in stream time.
     *
     * @return milliseconds, at least 0
     */
    public long gracePeriodMs() {
        return graceMs;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SlidingWindows that
                && timeDifferenceMs == that.timeDifferenceMs
                && graceMs == that.graceMs;
    }

    @Override
    public int hashCode() {
        return Objects.hash(timeDifferenceMs, graceMs);
    }

    @Override
    public String toString() {
        return "SlidingWindows{timeDifferenceMs=" + timeDifferenceMs + ", graceMs=" + graceMs + '}';
    }
}
