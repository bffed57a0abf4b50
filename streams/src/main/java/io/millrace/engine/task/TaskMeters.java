package io.millrace.engine.task;

import io.millrace.streams.StreamsMetrics;
import io.millrace.streams.processor.TaskId;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;

/**
 * What a task counts, as others see it: group {@code stream-task-metrics}, tags {@code thread-id} and {@code task-id}.
 * The task counts in plain fields; what has come together is recorded once per commit. Owned by the task's worker.
 */
final class TaskMeters {

    private final StreamsMetrics metrics;
    private final Sensor dropped;
    private final Sensor processed;
    private long droppedBefore;
    private long processedBefore;

    TaskMeters(StreamsMetrics metrics, TaskId task) {
        this.metrics = metrics;
        Map<String, String> tags = Map.of("thread-id", Thread.currentThread().getName(), "task-id", task.toString());
        Counters counters = new Counters(metrics, "stream-task-metrics", tags);
        String name = "task." + task + ".";
        this.dropped = counters.add(
                name + "dropped-records", "dropped-records", "records that were dropped", RecordingLevel.INFO);
        this.processed = counters.add(name + "process", "process", "records that were processed", RecordingLevel.DEBUG);
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
