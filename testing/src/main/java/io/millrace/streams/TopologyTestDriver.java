package io.millrace.streams;

import io.millrace.base.Clock;
import io.millrace.base.Randomness;
import io.millrace.engine.assign.BalancedSticky;
import io.millrace.engine.assign.PlanTasks;
import io.millrace.engine.commit.CommitObserver;
import io.millrace.engine.global.GlobalWorker;
import io.millrace.engine.task.EngineParts;
import io.millrace.engine.task.Task;
import io.millrace.engine.worker.Worker;
import io.millrace.engine.worker.WorkerParts;
import io.millrace.engine.worker.WorkerSettings;
import io.millrace.graph.GraphBuilder;
import io.millrace.log.LogRecord;
import io.millrace.log.Seat;
import io.millrace.log.TopicSpec;
import io.millrace.log.Transaction;
import io.millrace.log.Writer;
import io.millrace.plan.Changelog;
import io.millrace.plan.GlobalStore;
import io.millrace.plan.Plan;
import io.millrace.plan.SourceStep;
import io.millrace.plan.StorePlan;
import io.millrace.plan.Subtopology;
import io.millrace.planner.Planner;
import io.millrace.runtime.ApplicationMetrics;
import io.millrace.store.KeyValueView;
import io.millrace.store.SessionView;
import io.millrace.store.ValueView;
import io.millrace.store.WindowView;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.spi.ShownValues;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.ReadOnlyKeyValueStore;
import io.millrace.streams.state.ReadOnlySessionStore;
import io.millrace.streams.state.ReadOnlyWindowStore;
import io.millrace.streams.state.SessionStore;
import io.millrace.streams.state.SessionStoreWithHeaders;
import io.millrace.streams.state.TimestampedKeyValueStore;
import io.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import io.millrace.streams.state.TimestampedWindowStore;
import io.millrace.streams.state.TimestampedWindowStoreWithHeaders;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.ValueTimestampHeaders;
import io.millrace.streams.state.VersionedKeyValueStore;
import io.millrace.streams.state.WindowStore;
import io.millrace.testing.EventTrace;
import io.millrace.testing.FaultPlan;
import io.millrace.testing.SimulatedLog;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a topology for a test: in the test's thread, one record at a time, every topic with one partition, on a log in
 * memory.
 *
 * <p>A record that is piped in is carried all the way, through topics between subtopologies too, before the call
 * returns; after each record stream-time punctuators are fired and everything is committed, so caches hold nothing
 * back. Wall-clock time stands still but for {@link #advanceWallClockTime}. The engine is the one that runs in
 * production; an exception of user code that its handler does not settle reaches the test.
 *
 * <pre>{@code
 * try (TopologyTestDriver driver = new TopologyTestDriver(topology, properties)) {
 *     TestInputTopic<String, String> lines =
 *             driver.createInputTopic("lines", new StringSerializer(), new StringSerializer());
 *     lines.pipeInput("to be or not to be");
 *     assertThat(driver.<String, Long>getKeyValueStore("counts").get("be")).isEqualTo(2);
 * }
 * }</pre>
 *
 * <p>Not thread safe. To be closed, so that processors and stores are.
 */
public class TopologyTestDriver implements Closeable {

    private static final int MERGED_SUBTOPOLOGY = 0;

    /** How often left and outer joins look for what waits: here with every record, so that tests need not wait. */
    private static final String JOIN_EMIT_INTERVAL_CONFIG =
            "__emit.interval.ms.kstreams.outer.join.spurious.results.fix__";

    /** How long final results of windows wait for the wall clock, which stands still here. */
    private static final String EMIT_INTERVAL_CONFIG = "__emit.interval.ms.kstreams.windowed.aggregation__";

    private final SimulatedLog log;
    private final Plan plan;
    private final GlobalWorker globals;
    private final Worker worker;
    private final Writer writer;
    private final ApplicationMetrics metrics;
    private final Map<String, Integer> read = new HashMap<>();
    private final Set<String> piped = new TreeSet<>();
    private long wallClockMs;
    private long elapsedMs;

    /** With an empty configuration and a random application id. */
    public TopologyTestDriver(Topology topology) {
        this(topology, new Properties());
    }

    /**
     * With a configuration.
     *
     * @param config what the application would be given; {@code application.id} may be left out
     */
    public TopologyTestDriver(Topology topology, Properties config) {
        this(topology, config, null);
    }

    /**
     * With a time to begin at.
     *
     * @param initialWallClockTime what wall-clock time is at first; null for now
     */
    public TopologyTestDriver(Topology topology, @Nullable Instant initialWallClockTime) {
        this(topology, new Properties(), initialWallClockTime);
    }

    /**
     * With a configuration and a time to begin at.
     *
     * @param config what the application would be given; {@code application.id} may be left out
     * @param initialWallClockTime what wall-clock time is at first; null for now
     */
    public TopologyTestDriver(Topology topology, Properties config, @Nullable Instant initialWallClockTime) {
        StreamsConfig settings = complete(config);
        this.metrics = new ApplicationMetrics(settings);
        this.wallClockMs = initialWallClockTime == null ? Clock.system().wallMs() : initialWallClockTime.toEpochMilli();
        this.plan = merged(Planner.plan(((GraphBuilder) topology.definition()).graph(), settings));
        this.log = SimulatedLog.open(SimulatedLog.Settings.likeEmbedded(), FaultPlan.none(), EventTrace.off());
        this.writer = log.writer("input");
        Set<String> topics = new TreeSet<>(plan.repartitionTopics().keySet());
        plan.subtopologies().forEach(part -> part.sources().forEach(source -> topics.addAll(source.topics())));
        plan.globals().forEach(global -> topics.addAll(global.source().topics()));
        plan.stores().values().forEach(store -> addChangelog(store, topics));
        topics.forEach(this::create);
        EngineParts engine = new EngineParts(
                plan,
                settings,
                log,
                log.state(),
                new DriverClock(),
                metrics,
                Path.of(settings.getString(StreamsConfig.STATE_DIR_CONFIG)),
                true);
        this.globals = new GlobalWorker(engine, "globals");
        this.worker = new Worker(new WorkerParts(
                engine,
                oneRecordAtATime(settings),
                new Seat(plan.application(), "driver", new PlanTasks(plan), new BalancedSticky()),
                globals.stores(),
                () -> 1,
                CommitObserver.NONE));
        runUntilIdle();
    }

    private static StreamsConfig complete(Properties given) {
        Properties completed = new Properties();
        completed.put(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "test-" + Randomness.unpredictable().nextUuid());
        completed.put(JOIN_EMIT_INTERVAL_CONFIG, 0L);
        completed.put(EMIT_INTERVAL_CONFIG, 0L);
        completed.putAll(given);
        return new StreamsConfig(completed);
    }

    private static WorkerSettings oneRecordAtATime(StreamsConfig config) {
        return new WorkerSettings(
                0,
                true,
                config.getInt(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG),
                0,
                config.getLong(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG),
                config.getLong(StreamsConfig.STATESTORE_UNCOMMITTED_MAX_BYTES_CONFIG),
                1,
                1,
                false);
    }

    /** All subtopologies as one, so that there is one order of records, the order of their times. */
    private static Plan merged(Plan plan) {
        Subtopology all = new Subtopology(
                MERGED_SUBTOPOLOGY,
                plan.subtopologies().stream()
                        .flatMap(part -> part.sources().stream())
                        .toList(),
                plan.subtopologies().stream()
                        .flatMap(part -> part.processors().stream())
                        .toList(),
                plan.subtopologies().stream()
                        .flatMap(part -> part.sinks().stream())
                        .toList(),
                plan.subtopologies().stream()
                        .flatMap(part -> part.stores().stream())
                        .toList());
        return new Plan(
                plan.application(),
                List.of(all),
                plan.globals(),
                plan.stores(),
                plan.repartitionTopics(),
                plan.copartitioned());
    }

    private static void addChangelog(StorePlan store, Set<String> topics) {
        Changelog changelog = store.changelog();
        if (changelog != null && !changelog.isSourceTopic()) {
            topics.add(changelog.topic());
        }
    }

    private void create(String topic) {
        if (!log.topics().partitionCounts().containsKey(topic)) {
            log.topics().create(List.of(new TopicSpec(topic, 1, Map.of())));
        }
    }

    void pipe(String topic, long timestamp, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        if (sources().noneMatch(source -> source.reads(topic))) {
            throw new IllegalArgumentException("topic " + topic + " is not read by the topology (expected: one of "
                    + sources().map(TopologyTestDriver::read).toList() + ")");
        }
        create(topic);
        piped.add(topic);
        Transaction transaction = writer.begin();
        transaction.append(new TopicPartition(topic, 0), timestamp, key, value, headers);
        transaction.commit().join();
        runUntilIdle();
    }

    private Stream<SourceStep> sources() {
        return Stream.concat(
                plan.subtopologies().stream().flatMap(part -> part.sources().stream()),
                plan.globals().stream().map(GlobalStore::source));
    }

    private static String read(SourceStep source) {
        Pattern pattern = source.pattern();
        return pattern == null ? source.topics().toString() : pattern.pattern();
    }

    private void runUntilIdle() {
        boolean progressed = true;
        while (progressed) {
            progressed = globals.runOnce(wallClockMs, 0) || worker.runOnce(wallClockMs);
        }
    }

    /**
     * Moves wall-clock time on, and fires the wall-clock punctuators that are due then, each once.
     *
     * @param advance by how much
     */
    public void advanceWallClockTime(Duration advance) {
        wallClockMs += advance.toMillis();
        elapsedMs += advance.toMillis();
        runUntilIdle();
    }

    /** What is measured, by the engine and by user code, by name. */
    public Map<MetricName, ? extends Metric> metrics() {
        return metrics.metrics();
    }

    /** Pipes records into a topic, their time beginning at the wall clock's and standing still. */
    public final <K, V> TestInputTopic<K, V> createInputTopic(
            String topicName, Serializer<K> keySerializer, Serializer<V> valueSerializer) {
        return createInputTopic(
                topicName, keySerializer, valueSerializer, Instant.ofEpochMilli(wallClockMs), Duration.ZERO);
    }

    /**
     * Pipes records into a topic.
     *
     * @param startTimestamp the time of the first record that has none of its own
     * @param autoAdvance how much later each further one is
     */
    public final <K, V> TestInputTopic<K, V> createInputTopic(
            String topicName,
            Serializer<K> keySerializer,
            Serializer<V> valueSerializer,
            Instant startTimestamp,
            Duration autoAdvance) {
        return new TestInputTopic<>(this, topicName, keySerializer, valueSerializer, startTimestamp, autoAdvance);
    }

    /** Reads what the topology has written to a topic. */
    public final <K, V> TestOutputTopic<K, V> createOutputTopic(
            String topicName, Deserializer<K> keyDeserializer, Deserializer<V> valueDeserializer) {
        return new TestOutputTopic<>(this, topicName, keyDeserializer, valueDeserializer);
    }

    /** The topics that the topology has written to, changelogs and those between subtopologies included. */
    public final Set<String> producedTopicNames() {
        Set<String> produced = new TreeSet<>();
        for (String topic : log.topics().partitionCounts().keySet()) {
            if (!piped.contains(topic) && !records(topic).isEmpty()) {
                produced.add(topic);
            }
        }
        return produced;
    }

    private List<LogRecord> records(String topic) {
        return log.records(new TopicPartition(topic, 0));
    }

    @Nullable
    LogRecord next(String topic) {
        if (unread(topic) == 0) {
            return null;
        }
        int at = read.merge(topic, 1, Integer::sum) - 1;
        return records(topic).get(at);
    }

    int unread(String topic) {
        return log.topics().partitionCounts().containsKey(topic)
                ? records(topic).size() - read.getOrDefault(topic, 0)
                : 0;
    }

    /** Every store by name. */
    public Map<String, StateStore> getAllStateStores() {
        Map<String, StateStore> stores = new HashMap<>();
        for (String name : plan.stores().keySet()) {
            StateStore store = store(name);
            if (store != null) {
                stores.put(name, store);
            }
        }
        return stores;
    }

    /**
     * A store of the user's own; null when the topology has none of that name. One of the library is read through the
     * method of its kind, which says what its values are.
     *
     * @throws IllegalArgumentException if the store is one of the library
     */
    public @Nullable StateStore getStateStore(String name) throws IllegalArgumentException {
        StateStore store = store(name);
        if (store != null) {
            refuseOurs(store);
        }
        return store;
    }

    private static void refuseOurs(StateStore store) {
        String reader = null;
        if (store instanceof VersionedKeyValueStore<?, ?>) {
            reader = "getVersionedKeyValueStore";
        } else if (store instanceof ReadOnlyKeyValueStore<?, ?>) {
            reader = readerOf(store, "KeyValueStore");
        } else if (store instanceof ReadOnlyWindowStore<?, ?>) {
            reader = readerOf(store, "WindowStore");
        } else if (store instanceof ReadOnlySessionStore<?, ?>) {
            reader = store instanceof SessionStoreWithHeaders<?, ?> ? "getSessionStoreWithHeaders" : "getSessionStore";
        }
        if (reader != null) {
            throw new IllegalArgumentException(
                    "store " + store.name() + ": a " + store.getClass().getName()
                            + " (expected: a store of your own; read this one with " + reader + ")");
        }
    }

    private static String readerOf(StateStore store, String kind) {
        return switch (ShownValues.keptIn(store)) {
            case PLAIN -> "get" + kind;
            case TIMESTAMPED -> "getTimestamped" + kind;
            case HEADERS -> "getTimestamped" + kind + "WithHeaders";
        };
    }

    private @Nullable StateStore store(String name) {
        for (Task task : worker.tasks()) {
            StateStore store = task.store(name);
            if (store != null) {
                return store;
            }
        }
        return globals.stores().get(name);
    }

    private <S> @Nullable S store(String name, Class<?> kind, Class<S> asked) {
        StateStore store = store(name);
        if (store == null || !kind.isInstance(store)) {
            return null;
        }
        return asked.cast(store);
    }

    /**
     * A key-value store; of one with timestamps or headers, its plain values. Null when there is none of that name and
     * kind.
     */
    @SuppressWarnings("unchecked") // the test says what is in the store
    public <K, V> @Nullable KeyValueStore<K, V> getKeyValueStore(String name) {
        StateStore store = store(name);
        if (store instanceof TimestampedKeyValueStore<?, ?> timestamped) {
            return new KeyValueView<>((TimestampedKeyValueStore<K, V>) timestamped, ValueView.withoutTime());
        }
        if (store instanceof TimestampedKeyValueStoreWithHeaders<?, ?> withHeaders) {
            return new KeyValueView<>((TimestampedKeyValueStoreWithHeaders<K, V>) withHeaders, ValueView.plain());
        }
        return store(name, KeyValueStore.class, KeyValueStore.class);
    }

    /**
     * A key-value store with timestamps; of one with headers too, values and timestamps. Null when there is none of
     * that name and kind.
     */
    @SuppressWarnings("unchecked") // the test says what is in the store
    public <K, V> @Nullable KeyValueStore<K, ValueAndTimestamp<V>> getTimestampedKeyValueStore(String name) {
        if (store(name) instanceof TimestampedKeyValueStoreWithHeaders<?, ?> withHeaders) {
            return new KeyValueView<>(
                    (TimestampedKeyValueStoreWithHeaders<K, V>) withHeaders, ValueView.withoutHeaders());
        }
        return store(name, TimestampedKeyValueStore.class, KeyValueStore.class);
    }

    /** A key-value store with timestamps and headers. Null when there is none of that name and kind. */
    @SuppressWarnings("unchecked") // the test says what is in the store
    public <K, V> @Nullable KeyValueStore<K, ValueTimestampHeaders<V>> getTimestampedKeyValueStoreWithHeaders(
            String name) {
        return store(name, TimestampedKeyValueStoreWithHeaders.class, KeyValueStore.class);
    }

    /** A versioned store. Null when there is none of that name and kind. */
    @SuppressWarnings("unchecked") // the test says what is in the store
    public <K, V> @Nullable VersionedKeyValueStore<K, V> getVersionedKeyValueStore(String name) {
        return store(name, VersionedKeyValueStore.class, VersionedKeyValueStore.class);
    }

    /**
     * A window store; of one with timestamps or headers, its plain values. Null when there is none of that name and
     * kind.
     */
    @SuppressWarnings("unchecked") // the test says what is in the store
    public <K, V> @Nullable WindowStore<K, V> getWindowStore(String name) {
        StateStore store = store(name);
        if (store instanceof TimestampedWindowStore<?, ?> timestamped) {
            return new WindowView<>((TimestampedWindowStore<K, V>) timestamped, ValueView.withoutTime());
        }
        if (store instanceof TimestampedWindowStoreWithHeaders<?, ?> withHeaders) {
            return new WindowView<>((TimestampedWindowStoreWithHeaders<K, V>) withHeaders, ValueView.plain());
        }
        return store(name, WindowStore.class, WindowStore.class);
    }

    /**
     * A window store with timestamps; of one with headers too, values and timestamps. Null when there is none of that
     * name and kind.
     */
    @SuppressWarnings("unchecked") // the test says what is in the store
    public <K, V> @Nullable WindowStore<K, ValueAndTimestamp<V>> getTimestampedWindowStore(String name) {
        if (store(name) instanceof TimestampedWindowStoreWithHeaders<?, ?> withHeaders) {
            return new WindowView<>((TimestampedWindowStoreWithHeaders<K, V>) withHeaders, ValueView.withoutHeaders());
        }
        return store(name, TimestampedWindowStore.class, WindowStore.class);
    }

    /** A window store with timestamps and headers. Null when there is none of that name and kind. */
    @SuppressWarnings("unchecked") // the test says what is in the store
    public <K, V> @Nullable WindowStore<K, ValueTimestampHeaders<V>> getTimestampedWindowStoreWithHeaders(String name) {
        return store(name, TimestampedWindowStoreWithHeaders.class, WindowStore.class);
    }

    /** A session store; of one with headers, its plain aggregates. Null when there is none of that name and kind. */
    @SuppressWarnings("unchecked") // as for the others
    public <K, V> @Nullable SessionStore<K, V> getSessionStore(String name) {
        if (store(name) instanceof SessionStoreWithHeaders<?, ?> withHeaders) {
            return new SessionView<>((SessionStoreWithHeaders<K, V>) withHeaders, ValueView.plainSessions());
        }
        return store(name, SessionStore.class, SessionStore.class);
    }

    /** A session store with headers. Null when there is none of that name and kind. */
    @SuppressWarnings("unchecked") // as for the others
    public <K, V> @Nullable SessionStoreWithHeaders<K, V> getSessionStoreWithHeaders(String name) {
        return store(name, SessionStoreWithHeaders.class, SessionStoreWithHeaders.class);
    }

    /** Closes processors and stores. */
    @Override
    public void close() {
        worker.close();
        globals.close();
        log.close();
        metrics.close();
    }

    /** Stands still but for {@link #advanceWallClockTime}. */
    private final class DriverClock implements Clock {

        @Override
        public long wallMs() {
            return wallClockMs;
        }

        @Override
        public long monotonicNs() {
            return Duration.ofMillis(elapsedMs).toNanos();
        }
    }
}
