package io.millrace.engine.worker;

import io.millrace.streams.StreamsMetrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Rate;
import org.apache.kafka.common.metrics.stats.WindowedSum;

/**
 * What a worker counts, as others see it: group {@code stream-thread-metrics}, tag {@code thread-id}. Recorded once per
 * commit, or when a task comes or goes. Owned by the worker.
 */
final class WorkerMeters {

    private static final String GROUP = "stream-thread-metrics";

    private final StreamsMetrics metrics;
    private final Map<String, String> tags;
    private final Sensor commits;
    private final Sensor processed;
    private final Sensor created;
    private final Sensor closed;
    private long unpublished;

    WorkerMeters(StreamsMetrics metrics) {
        this.metrics = metrics;
        this.tags = Map.of("thread-id", Thread.currentThread().getName());
        this.commits = counter("commit", "commits");
        this.processed = counter("process", "records that were processed");
        this.created = counter("task-created", "tasks that came");
        this.closed = counter("task-closed", "tasks that went");
    }

    private Sensor counter(String what, String meaning) {
        Sensor sensor = metrics.addSensor("thread." + what, RecordingLevel.INFO);
        Rate rate = new Rate(TimeUnit.SECONDS, new WindowedSum());
        sensor.add(new MetricName(what + "-rate", GROUP, meaning + ", per second", tags), rate);
        sensor.add(new MetricName(what + "-total", GROUP, meaning, tags), new CumulativeSum());
        return sensor;
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
