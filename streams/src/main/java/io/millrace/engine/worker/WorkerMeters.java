package io.millrace.engine.worker;

import io.millrace.engine.task.Counters;
import io.millrace.streams.StreamsMetrics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;

/**
 * What a worker counts, as others see it: group {@code stream-thread-metrics}, tag {@code thread-id}. Recorded once per
 * commit, or when a task comes or goes. Owned by the worker.
 */
final class WorkerMeters {

    private final StreamsMetrics metrics;
    private final Sensor commits;
    private final Sensor processed;
    private final Sensor created;
    private final Sensor closed;
    private long unpublished;

    WorkerMeters(StreamsMetrics metrics) {
        this.metrics = metrics;
        Counters counters = new Counters(
                metrics,
                "stream-thread-metrics",
                Map.of("thread-id", Thread.currentThread().getName()));
        this.commits = counter(counters, "commit", "commits");
        this.processed = counter(counters, "process", "records that were processed");
        this.created = counter(counters, "task-created", "tasks that came");
        this.closed = counter(counters, "task-closed", "tasks that went");
    }

    private static Sensor counter(Counters counters, String what, String meaning) {
        return counters.add("thread." + what, what, meaning, RecordingLevel.INFO);
    }

    void took(int records) {
        unpublished += records;
    }

    void committed() {
        commits.record();
        if (unpublished > 0) {
            processed.record((double) unpublished);
            unpublished = 0;
        }
    }

    void taskCreated() {
        created.record();
    }

    void taskClosed() {
        closed.record();
    }

    /** Takes the worker's metrics away. */
    void close() {
        List.of(commits, processed, created, closed).forEach(metrics::removeSensor);
    }
}
