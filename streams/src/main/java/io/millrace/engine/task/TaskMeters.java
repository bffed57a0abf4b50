package io.millrace.engine.task;

import io.millrace.streams.StreamsMetrics;
import io.millrace.streams.processor.TaskId;
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
 * What a task counts, as others see it: group {@code stream-task-metrics}, tags {@code thread-id} and {@code task-id}.
 * The task counts in plain fields; what has come together is recorded once per commit. Owned by the task's worker.
 */
final class TaskMeters {

    private final StreamsMetrics metrics;
    private final Map<String, String> tags;
    private final Sensor dropped;
    private final Sensor processed;
    private long droppedBefore;
    private long processedBefore;

    TaskMeters(StreamsMetrics metrics, TaskId task) {
        this.metrics = metrics;
        this.tags = Map.of("thread-id", Thread.currentThread().getName(), "task-id", task.toString());
        this.dropped = counter("dropped-records", RecordingLevel.INFO, "records that were dropped");
        this.processed = counter("process", RecordingLevel.DEBUG, "records that were processed");
    }

    private Sensor counter(String what, RecordingLevel level, String meaning) {
        Sensor sensor = metrics.addSensor("task." + tags.get("task-id") + "." + what, level);
        Rate rate = new Rate(TimeUnit.SECONDS, new WindowedSum());
        sensor.add(new MetricName(what + "-rate", "stream-task-metrics", meaning + ", per second", tags), rate);
        MetricName total = new MetricName(what + "-total", "stream-task-metrics", meaning, tags);
        sensor.add(total, new CumulativeSum());
        return sensor;
    }

    /** Records what has come since the last time. */
    void publish(long droppedNow, long processedNow) {
        if (droppedNow > droppedBefore) {
            dropped.record((double) (droppedNow - droppedBefore));
            droppedBefore = droppedNow;
        }
        if (processedNow > processedBefore) {
            processed.record((double) (processedNow - processedBefore));
            processedBefore = processedNow;
        }
    }

    /** Takes the task's metrics away. */
    void close() {
        List.of(dropped, processed).forEach(metrics::removeSensor);
    }
}
