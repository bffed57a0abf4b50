package io.millrace.engine.worker;

import io.millrace.base.Clock;
import io.millrace.engine.task.Task;
import io.millrace.metrics.Meters;
import io.millrace.metrics.MetricRegistry;
import io.millrace.metrics.Spread;
import io.millrace.metrics.Tally;
import java.util.Collection;
import java.util.Map;

/**
 * What is measured of a worker, as others see it: group {@code stream-thread-metrics}, tag {@code thread-id}. Time is
 * looked at a few times per round, never per record. Shown once per commit and after each wait. Owned by the worker.
 */
final class WorkerMeters {

    private static final double NS_PER_MS = 1e6;

    private final Clock clock;
    private final Meters meters;
    private final Tally created;
    private final Tally closed;
    private final Phase polling;
    private final Phase processing;
    private final Phase punctuating;
    private final Phase committing;
    private final Spread pollRecords;
    private final Spread processRecords;
    private long publishedNs;
    private long tasksNs;
    private long commitBegunNs;
    private long waitedNs;
    private volatile long blockedNs;

    WorkerMeters(MetricRegistry registry, Clock clock) {
        this.clock = clock;
        Map<String, String> tags = Map.of("thread-id", Thread.currentThread().getName());
        this.meters = new Meters(registry, "thread", "stream-thread-metrics", tags);
        this.created = meters.tally("task-created", "tasks that came");
        this.closed = meters.tally("task-closed", "tasks that went");
        this.polling = new Phase(meters, "poll", "polls of the log");
        this.processing = new Phase(meters, "process", "records that were processed");
        this.punctuating = new Phase(meters, "punctuate", "rounds in which punctuators were called");
        this.committing = new Phase(meters, "commit", "commits");
        this.pollRecords = meters.spread("poll-records", "records that a poll brought");
        this.processRecords = meters.spread("process-records", "records that were processed in a round");
        long startMs = clock.wallMs();
        meters.gauge("thread-start-time", "when the thread began to work", (config, nowMs) -> startMs);
        meters.gauge("blocked-time-ns-total", "how long the thread has waited for the log, in ns", (config, nowMs) ->
                (double) blockedNs);
        this.publishedNs = clock.monotonicNs();
    }

    /** One of the things that a worker does in turn. */
    private static final class Phase {

        private final Tally count;
        private final Spread latencyMs;
        private final Spread share;
        private long spentNs;

        private Phase(Meters meters, String what, String meaning) {
            this.count = meters.tally(what, meaning);
            this.latencyMs = meters.spread(what + "-latency", "how long one of the " + meaning + " takes, in ms");
            this.share = meters.share(what + "-ratio", "share of the thread's time, " + meaning);
        }

        private void done(long times, long ns) {
            count.add(times);
            latencyMs.add(ns / NS_PER_MS, times);
        }

        private void publish(long elapsedNs) {
            share.add((double) Math.min(spentNs, elapsedNs), elapsedNs);
            spentNs = 0;
        }
    }

    /** The time against which the others are measured. */
    long nowNs() {
        return clock.monotonicNs();
    }

    void polled(int records, boolean waited, long sinceNs) {
        long ns = nowNs() - sinceNs;
        polling.done(1, ns);
        polling.spentNs += ns;
        if (records > 0) {
            pollRecords.add((double) records);
        }
        if (waited) {
            waitedNs += ns;
            blockedNs = waitedNs;
        }
    }

    /** A task took records, perhaps none; returns what time it is now. */
    long processed(Task task, int records, long sinceNs) {
        long nowNs = nowNs();
        long ns = nowNs - sinceNs;
        processing.spentNs += ns;
        if (records > 0) {
            processing.done(records, ns);
            tasksNs += ns;
            task.worked(ns);
        }
        return nowNs;
    }

    void processedInRound(int records) {
        processRecords.add((double) records);
    }

    void punctuated(boolean fired, long sinceNs) {
        long ns = nowNs() - sinceNs;
        punctuating.spentNs += ns;
        if (fired) {
            punctuating.done(1, ns);
        }
    }

    void commitBegun(long sinceNs) {
        commitBegunNs = sinceNs;
        committing.spentNs += nowNs() - sinceNs;
    }

    void committed(long sinceNs, Collection<Task> tasks) {
        long nowNs = nowNs();
        committing.done(1, nowNs - commitBegunNs);
        committing.spentNs += nowNs - sinceNs;
        for (Task task : tasks) {
            task.shareOf(tasksNs);
        }
        tasksNs = 0;
        publish();
    }

    /** Shows what has come since the last time. */
    void publish() {
        long nowNs = nowNs();
        long elapsedNs = nowNs - publishedNs;
        publishedNs = nowNs;
        polling.publish(elapsedNs);
        processing.publish(elapsedNs);
        punctuating.publish(elapsedNs);
        committing.publish(elapsedNs);
        meters.publish();
    }

    void taskCreated() {
        created.add();
    }

    void taskClosed() {
        closed.add();
    }

    /** Takes the worker's metrics away. */
    void close() {
        meters.close();
    }
}
