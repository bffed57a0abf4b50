package io.millrace.runtime;

import io.millrace.metrics.MetricRegistry;
import io.millrace.streams.StreamsConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.CumulativeCount;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.common.metrics.stats.Rate;
import org.apache.kafka.common.metrics.stats.WindowedCount;

/**
 * What is measured of an application, by the engine and by user code, under the names of Kafka Streams. Thread safe.
 *
 * <p>The engine counts in plain fields and hands over what has come together with every commit; no sensor is touched
 * for a single record.
 */
public final class ApplicationMetrics implements MetricRegistry, AutoCloseable {

    private static final String JMX_DOMAIN = "kafka.streams";

    private final Metrics metrics;

    /** Told to nobody, at level INFO. */
    public ApplicationMetrics() {
        this.metrics = new Metrics();
    }

    /** With the level and the windows of a configuration; told to nobody. */
    public ApplicationMetrics(StreamsConfig config) {
        this.metrics = new Metrics(settings(config));
    }

    /** With the level, the windows and the reporters of a configuration. */
    ApplicationMetrics(StreamsConfig config, String clientId) {
        this.metrics = new Metrics(settings(config));
        KafkaMetricsContext context = new KafkaMetricsContext(
                JMX_DOMAIN, config.originalsWithPrefix(CommonClientConfigs.METRICS_CONTEXT_PREFIX));
        for (MetricsReporter reporter : CommonClientConfigs.metricsReporters(clientId, config)) {
            reporter.contextChange(context);
            metrics.addReporter(reporter);
        }
    }

    private static MetricConfig settings(StreamsConfig config) {
        return new MetricConfig()
                .samples(config.getInt(StreamsConfig.METRICS_NUM_SAMPLES_CONFIG))
                .recordLevel(
                        Sensor.RecordingLevel.forName(config.getString(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG)))
                .timeWindow(config.getLong(StreamsConfig.METRICS_SAMPLE_WINDOW_MS_CONFIG), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean records(Sensor.RecordingLevel level) {
        return level.shouldRecord(metrics.config().recordLevel().id);
    }

    @Override
    public void show(MetricName name, Gauge<?> value) {
        metrics.removeMetric(name);
        metrics.addMetric(name, value);
    }

    @Override
    public void hide(MetricName name) {
        metrics.removeMetric(name);
    }

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
