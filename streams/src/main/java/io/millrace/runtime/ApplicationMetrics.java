package io.millrace.runtime;

import io.millrace.streams.StreamsMetrics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.CumulativeCount;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.common.metrics.stats.Rate;
import org.apache.kafka.common.metrics.stats.WindowedCount;

/** The metrics that user code adds to an application. Thread safe. */
public final class ApplicationMetrics implements StreamsMetrics, AutoCloseable {

    private final Metrics metrics = new Metrics();

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return Map.copyOf(metrics.metrics());
    }

    @Override
    public Sensor addLatencyRateTotalSensor(
            String scopeName,
            String entityName,
            String operationName,
            Sensor.RecordingLevel recordingLevel,
            String... tags) {
        Sensor sensor = addRateTotalSensor(scopeName, entityName, operationName, recordingLevel, tags);
        sensor.add(name(scopeName, entityName, operationName + "-latency-avg", tags), new Avg());
        sensor.add(name(scopeName, entityName, operationName + "-latency-max", tags), new Max());
        return sensor;
    }

    @Override
    public Sensor addRateTotalSensor(
            String scopeName,
            String entityName,
            String operationName,
            Sensor.RecordingLevel recordingLevel,
            String... tags) {
        Sensor sensor = addSensor(entityName + "-" + operationName, recordingLevel);
        sensor.add(
                name(scopeName, entityName, operationName + "-rate", tags),
                new Rate(TimeUnit.SECONDS, new WindowedCount()));
        sensor.add(name(scopeName, entityName, operationName + "-total", tags), new CumulativeCount());
        return sensor;
    }

    private MetricName name(String scope, String entity, String metric, String... tags) {
        if (tags.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "tags: " + tags.length + " texts (expected: an even number, each name with its value)");
        }
        Map<String, String> named = new LinkedHashMap<>();
        named.put("thread-id", Thread.currentThread().getName());
        named.put(scope + "-id", entity);
        for (int i = 0; i < tags.length; i += 2) {
            named.put(tags[i], tags[i + 1]);
        }
        return metrics.metricName(metric, "stream-" + scope + "-metrics", "", named);
    }

    @Override
    public Sensor addSensor(String name, Sensor.RecordingLevel recordingLevel) {
        return metrics.sensor(Thread.currentThread().getName() + "." + name, recordingLevel);
    }

    @Override
    public Sensor addSensor(String name, Sensor.RecordingLevel recordingLevel, Sensor... parents) {
        return metrics.sensor(Thread.currentThread().getName() + "." + name, recordingLevel, parents);
    }

    @Override
    public void removeSensor(Sensor sensor) {
        metrics.removeSensor(sensor.name());
    }

    @Override
    public void close() {
        metrics.close();
    }
}
