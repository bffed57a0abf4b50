package io.millrace.streams.kstream;

import java.util.Map;

/**
 * Says which windows of fixed size an event belongs to, and how long late events are waited for.
 *
 * <p>Subclass it for windows that {@link TimeWindows} cannot describe, such as calendar days. An instance is used by
 * several threads and must be immutable.
 *
 * @param <W> kind of window
 */
public abstract class Windows<W extends Window> {

    /** A day in milliseconds: the grace period that programs written before Kafka 3.0 got without asking. */
    protected static final long DEPRECATED_DEFAULT_24_HR_GRACE_PERIOD = 24 * 60 * 60 * 1000L;

    /** No grace period. */
    protected static final long NO_GRACE_PERIOD = 0L;

    /** For subclasses. */
    protected Windows() {}

    /**
     * All windows that contain a point in time.
     *
     * @param timestamp the event time, in milliseconds since the epoch
     * @return start of the window (milliseconds since the epoch) to window, ordered by start
     */
    public abstract Map<Long, W> windowsFor(long timestamp);

    /**
     * Size of the windows.
     *
     * @return milliseconds
     */
    public abstract long size();

    /**
     * How long after a window's end late events still count, measured in stream time.
     *
     * @return milliseconds, at least 0
     */
    public abstract long gracePeriodMs();
}
