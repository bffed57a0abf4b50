package io.millrace.engine.operator;

import io.millrace.streams.kstream.JoinWindows;

/**
 * One of the two streams of a join, and its window as seen from there.
 *
 * @param isFirst whether it is the stream that the join was called on
 * @param keepsUnmatched whether its records go on without a partner
 * @param beforeMs how much earlier a partner may be
 * @param afterMs how much later a partner may be
 * @param graceMs how much longer to wait for it
 */
public record JoinSide(boolean isFirst, boolean keepsUnmatched, long beforeMs, long afterMs, long graceMs) {

    /** The stream that the join was called on. */
    public static JoinSide first(JoinWindows windows, boolean keepsUnmatched) {
        return new JoinSide(true, keepsUnmatched, windows.beforeMs, windows.afterMs, windows.gracePeriodMs());
    }

    /** The stream that it is joined with. */
    public static JoinSide second(JoinWindows windows, boolean keepsUnmatched) {
        return new JoinSide(
                false,
                keepsUnmatched,
                /* beforeMs= */ windows.afterMs,
                /* afterMs= */ windows.beforeMs,
                windows.gracePeriodMs());
    }

    /** The time of the earliest partner of a record. */
    long from(long timestamp) {
        return Math.max(0, timestamp - beforeMs);
    }

    /** The time of the latest partner of a record. */
    long to(long timestamp) {
        long to = timestamp + afterMs;
        return afterMs > 0 && to < 0 ? Long.MAX_VALUE : Math.max(0, to);
    }
}
