package io.millrace.base;

/**
 * Where time comes from. Thread safe.
 *
 * <p>Wall-clock time is for what users see (wall-clock punctuation, default timestamps); it may jump. Monotonic time is
 * for measuring how long something takes and for time limits; it never goes back.
 */
public interface Clock {

    /** Milliseconds since the epoch; may jump in either direction. */
    long wallMs();

    /** Nanoseconds since an arbitrary moment; never decreases. */
    long monotonicNs();

    /** The clock of the machine. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
