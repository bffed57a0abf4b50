package io.millrace.streams.kstream;

import io.millrace.streams.spi.Millis;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Windows that are as long as a key is active: a session takes every event that is not further than the gap from its
 * first or last one, and sessions that such an event connects become one.
 *
 * <p>The first and the last event are in the window, so a session of a single event starts and ends at the same time. A
 * session is closed when stream time has passed its end by more than gap and grace period together. Immutable, any
 * thread.
 *
 * <pre>{@code
 * visits.groupByKey().windowedBy(SessionWindows.ofInactivityGapAndGrace(Duration.ofMinutes(30), Duration.ofMinutes(1)))
 * }</pre>
 *
 * @see KGroupedStream#windowedBy(SessionWindows)
 */
public final class SessionWindows {

    private final long gapMs;
    private final long graceMs;

    private SessionWindows(long gapMs, long graceMs) {
        if (gapMs < 0) {
            throw new IllegalArgumentException("inactivityGap: " + gapMs + " ms (expected: >= 0)");
        }
        if (graceMs < 0) {
            throw new IllegalArgumentException("grace: " + graceMs + " ms (expected: >= 0)");
        }
        this.gapMs = gapMs;
        this.graceMs = graceMs;
    }

    /**
     * Sessions that close as soon as the gap has passed.
     *
     * @param inactivityGap how long a key must be silent for its session to end, at least 0
     * @return the windows
     * @throws IllegalArgumentException if the duration is null, negative or does not fit into milliseconds
     */
    public static SessionWindows ofInactivityGapWithNoGrace(Duration inactivityGap) {
        return ofInactivityGapAndGrace(inactivityGap, Duration.ZERO);
    }

    /**
     * Sessions that wait for late events.
     *
     * @param inactivityGap how long a key must be silent for its session to end, at least 0
     * @param afterWindowEnd grace period: how long after that late events still count, at least 0
     * @return the windows
     * @throws IllegalArgumentException if a duration is null, negative or does not fit into milliseconds
     */
    public static SessionWindows ofInactivityGapAndGrace(Duration inactivityGap, Duration afterWindowEnd) {
        return new SessionWindows(
                Millis.fromDuration(inactivityGap, "inactivityGap"),
                Millis.fromDuration(afterWindowEnd, "afterWindowEnd"));
    }

    /**
     * How long after the gap late events still count, measured in stream time.
     *
     * @return milliseconds, at least 0
     */
    public long gracePeriodMs() {
        return graceMs;
    }

    /**
     * How long a key must be silent for its session to end.
     *
     * @return milliseconds, at least 0
     */
    public long inactivityGap() {
        return gapMs;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionWindows that && gapMs == that.gapMs && graceMs == that.graceMs;
    }

    @Override
    public int hashCode() {
        return Objects.hash(gapMs, graceMs);
    }

    @Override
    public String toString() {
        return "SessionWindows{gapMs=" + gapMs + ", graceMs=" + graceMs + '}';
    }
}
