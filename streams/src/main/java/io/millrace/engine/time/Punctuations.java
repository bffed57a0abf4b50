package io.millrace.engine.time;

import io.millrace.streams.processor.Cancellable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What is due when, on one kind of time (stream time or wall-clock time) of one task. Owned by the task's worker.
 *
 * <p>A schedule fires at multiples of its interval, counted from its start. Intervals that were missed fold into one
 * call, whose argument is the time now; the next call is due at the next multiple. Schedules that are due together fire
 * in the order of their times, then in the order in which they were made. A callback may make and cancel schedules,
 * also its own; one that it makes fires in the next pass at the earliest, so that a pass ends.
 */
public final class Punctuations {

    private final PriorityQueue<Schedule> schedules = new PriorityQueue<>(
            Comparator.<Schedule>comparingLong(s -> s.nextMs).thenComparingLong(s -> s.number));
    private final List<Schedule> madeWhileFiring = new ArrayList<>();
    private boolean firing;
    private long made;

    /**
     * Makes a schedule.
     *
     * @param firstMs when it is first due
     * @param intervalMs how far apart its times are, at least 1
     * @param callback called with the time at which it fires
     */
    public Cancellable schedule(long firstMs, long intervalMs, Callback callback) {
        Schedule schedule = new Schedule(firstMs, intervalMs, callback, made++);
        (firing ? madeWhileFiring : schedules).add(schedule);
        return () -> {
            schedules.remove(schedule);
            madeWhileFiring.remove(schedule);
        };
    }

    /**
     * Fires what is due.
     *
     * @return whether anything was
     */
    public boolean fire(long nowMs) {
        firing = true;
        try {
            return fireDue(nowMs);
        } finally {
            firing = false;
            schedules.addAll(madeWhileFiring);
            madeWhileFiring.clear();
        }
    }

    private boolean fireDue(long nowMs) {
        boolean fired = false;
        for (Schedule next = schedules.peek(); next != null && next.nextMs <= nowMs; next = schedules.peek()) {
            schedules.remove();
            next.moveOn(nowMs);
            schedules.add(next);
            next.callback.fire(nowMs);
            fired = true;
        }
        return fired;
    }

    /** When the next schedule is due; {@code Long.MAX_VALUE} when there is none. */
    public long nextMs() {
        Schedule next = schedules.peek();
        return next == null ? Long.MAX_VALUE : next.nextMs;
    }

    /** Called when a schedule fires. */
    public interface Callback {

        /**
         * The schedule fires.
         *
         * @param timestampMs the time now
         */
        void fire(long timestampMs);
    }

    private static final class Schedule {
        private final long intervalMs;
        private final Callback callback;
        private final long number;
        private long nextMs;

        private Schedule(long firstMs, long intervalMs, Callback callback, long number) {
            this.nextMs = firstMs;
            this.intervalMs = intervalMs;
            this.callback = callback;
            this.number = number;
        }

        private void moveOn(long nowMs) {
            nextMs += ((nowMs - nextMs) / intervalMs + 1) * intervalMs;
        }
    }
}
