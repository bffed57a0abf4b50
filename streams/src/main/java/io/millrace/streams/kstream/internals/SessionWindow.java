package io.millrace.streams.kstream.internals;

import io.millrace.streams.kstream.Window;

/**
 * The window of {@link io.millrace.streams.kstream.SessionWindows}: start and end are both in it.
 *
 * <p>Public because tests and programs that use session stores build keys with it. Immutable.
 */
public final class SessionWindow extends Window {

    /**
     * Makes a window.
     *
     * @param startMs first millisecond in the window, at least 0
     * @param endMs last millisecond in the window, not before the start
     * @throws IllegalArgumentException if one of the two is out of range
     */
    public SessionWindow(long startMs, long endMs) throws IllegalArgumentException {
        super(startMs, endMs);
    }

    @Override
    public boolean overlap(Window other) throws IllegalArgumentException {
        if (!(other instanceof SessionWindow)) {
            throw new IllegalArgumentException(
                    "other: " + other.getClass().getName() + " (expected: " + SessionWindow.class.getName() + ")");
        }
        return startMs <= other.end() && other.start() <= endMs;
    }
}
