package io.millrace.streams.kstream.internals;

import io.millrace.streams.kstream.Window;
import io.millrace.streams.kstream.Windowed;

/**
 * The window of {@link io.millrace.streams.kstream.TimeWindows}: the start is in it, the end is not.
 *
 * <p>Public because {@code TimeWindows} names it, and because tests build expected {@link Windowed} keys with it.
 * Immutable.
 */
public class TimeWindow extends Window {

    /**
     * Makes a window.
     *
     * @param startMs first millisecond in the window, at least 0
     * @param endMs first millisecond after the window, more than the start
     * @throws IllegalArgumentException if one of the two is out of range
     */
    public TimeWindow(long startMs, long endMs) throws IllegalArgumentException {
        super(startMs, endMs);
        if (startMs == endMs) {
            throw new IllegalArgumentException("endMs: " + endMs + " (expected: > startMs, a window is never empty)");
        }
    }

    @Override
    public boolean overlap(Window other) throws IllegalArgumentException {
        if (!(other instanceof TimeWindow)) {
            throw new IllegalArgumentException(
                    "other: " + other.getClass().getName() + " (expected: " + TimeWindow.class.getName() + ")");
        }
        return startMs < other.end() && other.start() < endMs;
    }
}
