package io.millrace.runtime;

import io.millrace.streams.StreamsConfig;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeSum;

/** What is measured of an application as a whole: group {@code stream-metrics}, tag {@code client-id}. Thread safe. */
final class ClientMetrics {

    private static final String GROUP = "stream-metrics";

    private final Map<String, String> tags;
    private final Sensor failedThreads;

    ClientMetrics(
            ApplicationMetrics metrics, StreamsConfig config, String clientId, Lifecycle lifecycle, WorkerPool pool) {
        this.tags = Map.of("client-id", clientId);
        String version = ClientMetrics.class.getPackage().getImplementationVersion();
        String shown = version == null ? "unknown" : version;
        metrics.show(name("version", "the version of this library"), (settings, nowMs) -> shown);
        String application = config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
        metrics.show(name("application-id", "the application's id"), (settings, nowMs) -> application);
        metrics.show(
                name("state", "where the application is in its life"),
                (settings, nowMs) -> lifecycle.state().name());
        metrics.show(name("alive-stream-threads", "how many threads are there"), (settings, nowMs) -> pool.size());
        this.failedThreads = metrics.addSensor("failed-stream-threads", Sensor.RecordingLevel.INFO);
        failedThreads.add(name("failed-stream-threads", "how many threads have failed"), new CumulativeSum());
    }

    private MetricName name(String name, String meaning) {
        return new MetricName(name, GROUP, meaning, tags);
    }

    void threadFailed() {
        failedThreads.record();
    }
}
