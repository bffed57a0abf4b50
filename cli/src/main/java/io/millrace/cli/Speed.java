package io.millrace.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Records per second over the last few seconds. Counts move by whole commits, so between two looks a moment apart there
 * is nothing, or all that a commit holds. Owned by the main thread.
 */
final class Speed {

    private static final long SPAN_MS = 3_000;
    /** As often as it is asked in the span, and more; older looks are dropped beyond it. */
    private static final int LOOKS_MAX = 64;

    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(long atMs, long records) {}

    /**
     * Takes in where things stand.
     *
     * @param nowMs by a clock that only runs forward
     * @param records how many were processed up to now
     */
    long update(long nowMs, long records) {
        looks.addLast(new Look(nowMs, records));
        // One look from before the span stays: the span begins there.
        while (looks.size() > LOOKS_MAX || isBeyondTheSpan(nowMs)) {
            looks.removeFirst();
        }
        Look first = looks.getFirst();
        return nowMs > first.atMs() ? (records - first.records()) * 1000 / (nowMs - first.atMs()) : 0;
    }

    /** Whether the second look is already as old as the span. */
    private boolean isBeyondTheSpan(long nowMs) {
        return looks.size() > 2
                && looks.stream().skip(1).findFirst().orElseThrow().atMs() <= nowMs - SPAN_MS;
    }
}
