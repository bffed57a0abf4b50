package io.millrace.streams.kstream;

import io.millrace.streams.kstream.internals.TimeWindow;
import io.millrace.streams.spi.Millis;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Windows of fixed size that start at regular steps from the epoch.
 *
 * <p>If the step is the size, windows stand side by side and every event is in one of them (tumbling). If it is
 * smaller, they overlap, and an event is in up to {@code ceil(size / advance)} of them (hopping). Starts are multiples
 * of the step and never negative; the start belongs to the window, the end does not.
 *
 * <p>An event counts for a window as long as stream time has not passed the window's end plus the grace period.
 * Immutable, any thread.
 *
 * <pre>{@code
 * TimeWindows.ofSizeAndGrace(Duration.ofMinutes(5), Duration.ofMinutes(1)).advanceBy(Duration.ofMinutes(1))
 * }</pre>
 */
public final class TimeWindows extends Windows<TimeWindow> {

    /** Size of a window, in milliseconds. */
    public final long sizeMs;

    /** Distance from the start of a window to the start of the next, in milliseconds; at most the size. */
    public final long advanceMs;

    private final long graceMs;

    private TimeWindows(long sizeMs, long advanceMs, long graceMs) {
        if (sizeMs <= 0) {
            throw new IllegalArgumentException("size: " + sizeMs + " ms (expected: > 0)");
        }
        if (advanceMs <= 0 || advanceMs > sizeMs) {
            throw new IllegalArgumentException(
                    "advance: " + advanceMs + " ms (expected: > 0 and at most the window size, " + sizeMs + " ms)");
        }
        if (graceMs < 0) {
            throw new IllegalArgumentException("grace: " + graceMs + " ms (expected: >= 0)");
        }
        this.sizeMs = sizeMs;
        this.advanceMs = advanceMs;
        this.graceMs = graceMs;
    }

    /**
     * Tumbling windows that close when stream time reaches their end.
     *
     * @param size size of a window, at least 1 ms
     * @return the windows
     * @throws IllegalArgumentException if the size is null, not positive or does not fit into milliseconds
     */
    public static TimeWindows ofSizeWithNoGrace(Duration size) throws IllegalArgumentException {
        return ofSizeAndGrace(size, Duration.ZERO);
    }

    /**
     * Tumbling windows that wait for late events.
     *
     * @param size size of a window, at least 1 ms
     * @param afterWindowEnd grace period: how far stream time may pass the end before the window closes, at least 0
     * @return the windows
     * @throws IllegalArgumentException if a duration is null, out of range or does not fit into milliseconds
     */
    public static TimeWindows ofSizeAndGrace(Duration size, Duration afterWindowEnd) throws IllegalArgumentException {
        long sizeMs = Millis.fromDuration(size, "size");
        return new TimeWindows(sizeMs, sizeMs, Millis.fromDuration(afterWindowEnd, "afterWindowEnd"));
    }

    /**
     * Hopping windows of the same size and grace.
     *
     * @param advance distance from the start of a window to the start of the next, more than 0 and at most the size
     * @return the windows; these here stay as they are
     * @throws IllegalArgumentException if the duration is null, out of range or does not fit into milliseconds
     */
    public TimeWindows advanceBy(Duration advance) {
        return new TimeWindows(sizeMs, Millis.fromDuration(advance, "advance"), graceMs);
    }

    @Override
    public Map<Long, TimeWindow> windowsFor(long timestamp) {
        Map<Long, TimeWindow> windows = new LinkedHashMap<>();
        long start = Math.max(0, timestamp - sizeMs + advanceMs) / advanceMs * advanceMs;
        // "start >= 0" ends the loop where the next start would not fit into a long
        for (; start >= 0 && start <= timestamp; start += advanceMs) {
            windows.put(start, new TimeWindow(start, endOf(start)));
        }
        return windows;
    }

    /** The last windows before the end of time are cut, since their end would not fit into a long. */
    private long endOf(long start) {
        return start > Long.MAX_VALUE - sizeMs ? Long.MAX_VALUE : start + sizeMs;
    }

    @Override
    public long size() {
        return sizeMs;
    }

    @Override
    public long gracePeriodMs() {
        return graceMs;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TimeWindows that
                && sizeMs == that.sizeMs
                && advanceMs == that.advanceMs
                && graceMs == that.graceMs;
    }

    @Override
    public int hashCode() {
        return Objects.hash(sizeMs, advanceMs, graceMs);
    }

    @Override
    public String toString() {
        return "TimeWindows{sizeMs=" + sizeMs + ", advanceMs=" + advanceMs + ", graceMs=" + graceMs + '}';
    }
}
