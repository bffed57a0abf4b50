package io.millrace.runtime;

import io.millrace.metrics.Meters;
import io.millrace.streams.MillraceStreams.State;
import io.millrace.streams.StreamsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;

/** What is measured of an application as a whole: group {@code stream-metrics}, tag {@code client-id}. Thread safe. */
final class ClientMetrics {

    private static final String GROUP = "stream-metrics";
    private static final String CLIENT = "client-id";
    private static final String PROCESS = "process-id";

    private static final String THREAD_GROUP = "stream-thread-metrics";
    private static final String THREAD = "thread-id";

    private final ApplicationMetrics metrics;
    private final UUID process;
    private final Meters client;
    private final AtomicInteger failedThreads = new AtomicInteger();
    private final Map<WorkerThread, List<Meters>> threads = new ConcurrentHashMap<>();

    /** @param process tells this instance from all others */
    ClientMetrics(
            ApplicationMetrics metrics,
            StreamsConfig config,
            String clientId,
            UUID process,
            Lifecycle lifecycle,
            WorkerPool pool) {
        this.metrics = metrics;
        this.process = process;
        this.client = new Meters(metrics, "client", GROUP, Map.of(CLIENT, clientId));
        Properties build = build();
        String application = config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
        fixed(client, "version", "the version of this library", build.getProperty("version"));
        fixed(client, "commit-id", "what this library was built from", build.getProperty("commit"));
        fixed(client, "application-id", "the application's id", application);
        client.gauge(
                "state",
                "where the application is in its life",
                (settings, nowMs) -> lifecycle.state().name());
        client.gauge("alive-stream-threads", "how many threads are there", (settings, nowMs) -> pool.size());
        client.gauge(
                "failed-stream-threads",
                "how many threads have failed",
                (settings, nowMs) -> failedThreads.doubleValue());

        Map<String, String> ofProcess = Map.of(CLIENT, clientId, PROCESS, process.toString());
        String level = config.getString(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG);
        fixed(
                new Meters(metrics, "process", GROUP, ofProcess),
                "recording-level",
                "what is recorded: 0 for INFO, 1 for DEBUG, 2 for TRACE",
                (int) RecordingLevel.forName(level).id);
        Map<String, String> ofApplication =
                Map.of(CLIENT, clientId, PROCESS, process.toString(), "application-id", application);
        new Meters(metrics, "application", GROUP, ofApplication)
                .gauge("client-state", "the number of the state", (settings, nowMs) -> number(lifecycle.state()));
    }

    private static void fixed(Meters meters, String name, String meaning, Object value) {
        meters.gauge(name, meaning, (settings, nowMs) -> value);
    }

    private static int number(State state) {
        return switch (state) {
            case CREATED -> 0;
            case REBALANCING -> 1;
            case RUNNING -> 2;
            case PENDING_SHUTDOWN -> 3;
            case NOT_RUNNING -> 4;
            case PENDING_ERROR -> 5;
            case ERROR -> 6;
        };
    }

    /** Shows where a thread is in its life until it has ended. */
    void threadBegun(WorkerThread thread) {
        Meters state = new Meters(metrics, "state", THREAD_GROUP, Map.of(THREAD, thread.name()));
        state.gauge(
                "state",
                "where the thread is in its life",
                (settings, nowMs) -> thread.phase().name());
        Meters number =
                new Meters(metrics, "number", THREAD_GROUP, Map.of(THREAD, thread.name(), PROCESS, process.toString()));
        number.gauge(
                "thread-state",
                "the number of the state",
                (settings, nowMs) -> thread.phase().number());
        threads.put(thread, List.of(state, number));
    }

    void threadEnded(WorkerThread thread) {
        List<Meters> gone = threads.remove(thread);
        if (gone != null) {
            gone.forEach(Meters::close);
        }
    }

    /** Shows what the application does. */
    void describe(Supplier<String> topology) {
        client.gauge("topology-description", "what is run", (settings, nowMs) -> topology.get());
    }

    private static Properties build() {
        Properties build = new Properties();
        try (InputStream in = ClientMetrics.class.getResourceAsStream("build.properties")) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks build.properties (expected: as it was built)");
            }
            build.load(in);
            return build;
        } catch (IOException e) {
            throw new UncheckedIOException("build.properties of the jar cannot be read", e);
        }
    }

    void threadFailed() {
        failedThreads.incrementAndGet();
    }
}
