package io.millrace.engine;

import io.millrace.engine.assign.BalancedSticky;
import io.millrace.engine.assign.PlanTasks;
import io.millrace.engine.assign.RepartitionTopics;
import io.millrace.engine.commit.CommitObserver;
import io.millrace.engine.task.EngineParts;
import io.millrace.engine.worker.Worker;
import io.millrace.engine.worker.WorkerParts;
import io.millrace.engine.worker.WorkerSettings;
import io.millrace.log.LogRecord;
import io.millrace.log.Seat;
import io.millrace.log.TopicSpec;
import io.millrace.log.Transaction;
import io.millrace.log.Writer;
import io.millrace.plan.Plan;
import io.millrace.runtime.ApplicationMetrics;
import io.millrace.streams.PlanOf;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.Topology;
import io.millrace.testing.FaultPlan;
import io.millrace.testing.SimulatedClock;
import io.millrace.testing.SimulatedLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Workers on a simulated log, driven step by step by the test's thread; time stands still unless the test moves it. By
 * default keys and values are text, a commit comes only when it is asked for or after a second, and nothing is cached.
 */
public final class SimulatedEngine {

    private static final int ROUNDS_MAX = 10_000;
    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"), "millrace-simulated-engine");

    /** Time. */
    public final SimulatedClock clock = new SimulatedClock(1_000_000);

    private final Map<String, Object> config = new HashMap<>();
    private final ApplicationMetrics metrics = new ApplicationMetrics();
    private final FaultPlan faults;
    private SimulatedLog log;
    private @Nullable Writer feeder;
    private @Nullable Plan plan;
    private CommitObserver observer = CommitObserver.NONE;
    private boolean commitsWhenIdle;
    private int recordsPerRound = 100;
    private int workers = 1;

    /** Without faults. */
    public SimulatedEngine() {
        this(FaultPlan.none());
    }

    /** With faults of the log. */
    public SimulatedEngine(FaultPlan faults) {
        this.faults = faults;
        this.log = SimulatedLog.open(SimulatedLog.Settings.likeEmbedded(), faults);
        with(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        with(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        with(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        with(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1000);
        with(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        with(StreamsConfig.EMBEDDED_NUM_PARTITIONS_CONFIG, 1);
    }

    /** A setting. */
    public SimulatedEngine with(String name, Object value) {
        config.put(name, value);
        return this;
    }

    /** Commits as soon as there is nothing to do, as on the embedded log. */
    public SimulatedEngine committingWhenIdle() {
        commitsWhenIdle = true;
        return this;
    }

    /** How many records a task takes per round at most. */
    public SimulatedEngine recordsPerRound(int records) {
        recordsPerRound = records;
        return this;
    }

    /** How many workers there are from now on, as far as each is told. */
    public SimulatedEngine sharedAmong(int count) {
        workers = count;
        return this;
    }

    /** Who sees the steps of commits. */
    public SimulatedEngine observedBy(CommitObserver by) {
        observer = by;
        return this;
    }

    /** Makes a topic. */
    public SimulatedEngine topic(String name, int partitions) {
        log.topics().create(List.of(new TopicSpec(name, partitions, Map.of())));
        return this;
    }

    /** The topology to run; its topics that are missing are made. */
    public SimulatedEngine run(Topology topology) {
        Plan made = PlanOf.topology(topology, new StreamsConfig(config));
        plan = made;
        made.subtopologies()
                .forEach(part -> part.sources()
                        .forEach(source -> source.topics().stream()
                                .filter(topic -> !made.repartitionTopics().containsKey(topic))
                                .filter(topic -> !log.topics().partitionCounts().containsKey(topic))
                                .forEach(topic -> topic(topic, 1))));
        made.globals()
                .forEach(global -> global.source().topics().stream()
                        .filter(topic -> !log.topics().partitionCounts().containsKey(topic))
                        .forEach(topic -> topic(topic, 1)));
        log.topics().create(RepartitionTopics.missing(made, log.topics().partitionCounts()));
        return this;
    }

    /** What workers share. */
    public EngineParts parts() {
        if (plan == null) {
            throw new IllegalStateException("no topology; call run first");
        }
        return new EngineParts(plan, new StreamsConfig(config), log, log.state(), clock, metrics, FOLDER);
    }

    /** A worker. */
    public Worker worker(String name) {
        EngineParts parts = parts();
        WorkerSettings given = WorkerSettings.of(parts.config(), true);
        WorkerSettings settings = new WorkerSettings(
                given.commitIntervalMs(),
                commitsWhenIdle,
                given.queueLimitRecords(),
                given.pollMs(),
                given.cacheBytes(),
                given.uncommittedBytes(),
                given.autoCreatePartitions(),
                recordsPerRound,
                given.handsOver());
        Seat seat = new Seat("app", name, new PlanTasks(parts.plan()), new BalancedSticky());
        return new Worker(new WorkerParts(parts, settings, seat, Map.of(), () -> workers, observer));
    }

    /** Runs workers in turn until none of them gets anywhere. */
    public void runUntilIdle(Worker... workers) {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            boolean progressed = false;
            for (Worker worker : workers) {
                progressed |= worker.runOnce(clock.wallMs());
            }
            if (!progressed) {
                return;
            }
        }
        throw new AssertionError("not idle after " + ROUNDS_MAX + " rounds");
    }

    /** Lets the commit interval pass and runs until all is committed. */
    public void commit(Worker worker) {
        runUntilIdle(worker);
        clock.advance(1000);
        runUntilIdle(worker);
    }

    /** The log. */
    public SimulatedLog log() {
        return log;
    }

    /** The process dies; what comes next is the log as it is then. */
    public void crash() {
        log = log.restart(faults);
        feeder = null;
    }

    /** Writes a record of text. */
    public void feed(String topic, int partition, long timestamp, @Nullable String key, @Nullable String value) {
        if (feeder == null) {
            feeder = log.writer("feeder");
        }
        Transaction transaction = feeder.begin();
        transaction.append(new TopicPartition(topic, partition), timestamp, bytes(key), bytes(value), List.of());
        var unused = transaction.commit();
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** What was written durably, each {@code key=value@timestamp}. */
    public List<String> written(String topic, int partition) {
        List<String> records = new ArrayList<>();
        for (LogRecord record : log.records(new TopicPartition(topic, partition))) {
            records.add(text(record.key()) + "=" + text(record.value()) + "@" + record.timestamp());
        }
        return records;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** The committed offset of a partition; -1 when there is none. */
    public long committed(String topic, int partition) {
        TopicPartition of = new TopicPartition(topic, partition);
        OffsetAndMetadata offset = log.topics().committed("app", Set.of(of)).get(of);
        return offset == null ? -1 : offset.offset();
    }
}
