package io.millrace.streams.kstream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of event time from a start to an end, in milliseconds since the epoch.
 *
 * <p>Whether the end belongs to the window is up to the kind of window: it does not for the windows of
 * {@link TimeWindows}. Immutable.
 */
public abstract class Window {

    /** First millisecond of the window. */
    protected final long startMs;

    /** End of the window. */
    protected final long endMs;

    /**
     * Makes a window.
     *
     * @param startMs first millisecond, at least 0
     * @param endMs end, not before the start
     * @throws IllegalArgumentException if one of the two is out of range
     */
    public Window(long startMs, long endMs) throws IllegalArgumentException {
        if (startMs < 0) {
            throw new IllegalArgumentException("startMs: " + startMs + " (expected: >= 0)");
        }
        if (endMs < startMs) {
            throw new IllegalArgumentException("endMs: " + endMs + " (expected: >= startMs, which is " + startMs + ")");
        }
        this.startMs = startMs;
        this.endMs = endMs;
    }

    /**
     * Start of the window.
     *
     * @return milliseconds since the epoch
     */
    public long start() {
        return startMs;
    }

    /**
     * End of the window.
     *
     * @return milliseconds since the epoch
     */
    public long end() {
        return endMs;
    }

    /**
     * Start of the window.
     *
     * @return the start as an instant
     */
    public Instant startTime() {
        return Instant.ofEpochMilli(startMs);
    }

    /**
     * End of the window.
     *
     * @return the end as an instant
     */
    public Instant endTime() {
        return Instant.ofEpochMilli(endMs);
    }

    /**
     * Whether two windows of the same kind have a point in time in common.
     *
     * @param other the other window
     * @return whether they overlap
     * @throws IllegalArgumentException if the windows are of different kinds
     */
    public abstract boolean overlap(Window other);

    /** Windows are equal if they are of the same kind and have the same start and end. */
    @Override
    @SuppressWarnings("EqualsGetClass") // kinds with other ends included cover other times with the same numbers
    public boolean equals(@Nullable Object other) {
        return other != null
                && getClass() == other.getClass()
                && startMs == ((Window) other).startMs
                && endMs == ((Window) other).endMs;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(startMs) + Long.hashCode(endMs);
    }

    @Override
    public String toString() {
        return "Window{startMs=" + startMs + ", endMs=" + endMs + '}';
    }
}
