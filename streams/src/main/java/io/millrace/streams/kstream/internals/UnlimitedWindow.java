package io.millrace.streams.kstream.internals;

import io.millrace.streams.kstream.Window;

/**
 * The window of {@link io.millrace.streams.kstream.UnlimitedWindows}: it has a start and no end.
 *
 * <p>Public because {@code UnlimitedWindows} names it. Immutable.
 */
public class UnlimitedWindow extends Window {

    /**
     * Makes a window.
     *
     * @param startMs first millisecond in the window, at least 0
     * @throws IllegalArgumentException if the start is negative
     */
    public UnlimitedWindow(long startMs) {
        super(startMs, Long.MAX_VALUE);
    }

    /** Two windows without an end always have a time in common. */
    @Override
    public boolean overlap(Window other) {
        if (!(other instanceof UnlimitedWindow)) {
            throw new IllegalArgumentException(
                    "other: " + other.getClass().getName() + " (expected: " + UnlimitedWindow.class.getName() + ")");
        }
        return true;
    }
}
