package io.millrace.crash;

import io.millrace.base.BigEndian;
import io.millrace.base.Clock;
import io.millrace.crash.CountingScenario.Line;
import io.millrace.crash.CountingScenario.Results;
import io.millrace.engine.assign.BalancedSticky;
import io.millrace.engine.assign.ChangelogTopics;
import io.millrace.engine.assign.PlanTasks;
import io.millrace.engine.assign.RepartitionTopics;
import io.millrace.engine.commit.CommitObserver;
import io.millrace.engine.restore.Restoration;
import io.millrace.engine.restore.RestoreParts;
import io.millrace.engine.restore.SilentListener;
import io.millrace.engine.restore.StateRestoration;
import io.millrace.engine.task.EngineParts;
import io.millrace.engine.task.Task;
import io.millrace.engine.worker.Worker;
import io.millrace.engine.worker.WorkerParts;
import io.millrace.engine.worker.WorkerSettings;
import io.millrace.log.Isolation;
import io.millrace.log.Log;
import io.millrace.log.LogRecord;
import io.millrace.log.Seat;
import io.millrace.log.TopicSpec;
import io.millrace.log.Transaction;
import io.millrace.log.Writer;
import io.millrace.plan.Plan;
import io.millrace.runtime.ApplicationMetrics;
import io.millrace.store.StateDatabase;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.TopologyPlans;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.TimestampedKeyValueStore;
import io.millrace.streams.state.TimestampedWindowStore;
import io.millrace.streams.state.ValueAndTimestamp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Runs the scenario by hand on any log: makes topics, feeds, steps workers, reads stores. Knows nothing of crashes. */
final class WorkerRun {

    private static final long CLEANUP_DELAY_MS = 600_000;

    /** Feeds the lines, all or none, unless they are there. */
    static void feed(Log log, CountingScenario scenario) {
        createTopics(log);
        if (fed(log) == 0) {
            feed(log, scenario, 0, scenario.lines());
        }
    }

    static void createTopics(Log log) {
        Map<String, Integer> existing = log.topics().partitionCounts();
        for (String topic : List.of(
                CountingScenario.INPUT, CountingScenario.RUNNING, CountingScenario.WINDOWED, CountingScenario.SUMS)) {
            if (!existing.containsKey(topic)) {
                log.topics().create(List.of(new TopicSpec(topic, CountingScenario.PARTITIONS, Map.of())));
            }
        }
    }

    /** How many lines are in the log for good. */
    static int fed(Log log) {
        return Math.toIntExact(committedEnds(log, CountingScenario.INPUT));
    }

    /** How many records a topic has seen, if its log leaves no gaps. */
    static long committedEnds(Log log, String topic) {
        return log.topics().endOffsets(partitions(topic), Isolation.COMMITTED).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Feeds some lines, all or none. */
    static void feed(Log log, CountingScenario scenario, int first, int count) {
        Writer feeder = log.writer("feeder");
        Transaction transaction = feeder.begin();
        for (int number = first; number < first + count; number++) {
            Line line = scenario.line(number);
            transaction.append(
                    new TopicPartition(
                            CountingScenario.INPUT,
                            Math.floorMod(line.sender().hashCode(), CountingScenario.PARTITIONS)),
                    line.timestamp(),
                    line.sender().getBytes(StandardCharsets.UTF_8),
                    (line.number() + ":" + line.text()).getBytes(StandardCharsets.UTF_8),
                    List.of());
        }
        CompletableFuture<Void> commit = transaction.commit();
        feeder.drain();
        commit.join();
    }

    static Set<TopicPartition> partitions(String topic) {
        Set<TopicPartition> partitions = new HashSet<>();
        for (int i = 0; i < CountingScenario.PARTITIONS; i++) {
            partitions.add(new TopicPartition(topic, i));
        }
        return partitions;
    }

    private final boolean handsOver;
    private final Plan plan;
    private final EngineParts engine;
    private final @Nullable StateRestoration restoration;

    /** @param handsOver whether tasks of a worker hand records to each other past the log */
    WorkerRun(Log log, StateDatabase state, Clock clock, Path folder, boolean handsOver) {
        this.handsOver = handsOver;
        StreamsConfig config = CountingScenario.config(Map.of());
        this.plan = TopologyPlans.plan(CountingScenario.topology(), config);
        this.engine = new EngineParts(plan, config, log, state, clock, new ApplicationMetrics(), folder);
        log.topics().create(RepartitionTopics.missing(plan, log.topics().partitionCounts()));
        if (log.carriesState()) {
            restoration = null;
        } else {
            log.topics().create(ChangelogTopics.missing(plan, log.topics().partitionCounts()));
            restoration = new StateRestoration(
                    new RestoreParts(
                            plan,
                            log,
                            state,
                            clock,
                            engine.metrics(),
                            CLEANUP_DELAY_MS,
                            new SilentListener(),
                            new SilentListener()),
                    1);
        }
    }

    /** Restores a batch of state, if there is any to be restored. */
    boolean restore(long nowMs) {
        return restoration != null && restoration.workers().get(0).runOnce(nowMs, 0);
    }

    /** Keeps the state of all tasks up to date here, whoever has them. */
    void keepWarm(Log log) {
        if (restoration != null) {
            Set<TaskId> all =
                    new PlanTasks(plan).tasks(log.topics().partitionCounts()).keySet();
            restoration.keepWarm(Set.copyOf(all), () -> {});
        }
    }

    /** A worker that takes a few records per round and commits every few rounds, so that crashes fall everywhere. */
    Worker worker(String name) {
        WorkerSettings settings = new WorkerSettings(5, true, 100, 10, 1 << 20, 1 << 20, 1, 4, handsOver);
        return new Worker(new WorkerParts(
                engine,
                settings,
                new Seat(plan.application(), name, new PlanTasks(plan), new BalancedSticky()),
                Map.of(),
                () -> 1,
                CommitObserver.NONE,
                restoration == null ? Restoration.NONE : restoration));
    }

    /** Topics between the subtopologies. */
    Set<String> repartitionTopics() {
        return plan.repartitionTopics().keySet();
    }

    /** How many records are not committed as read. */
    long unread(Log log) {
        Set<TopicPartition> inputs = new HashSet<>(partitions(CountingScenario.INPUT));
        plan.repartitionTopics().keySet().forEach(topic -> inputs.addAll(partitions(topic)));
        Map<TopicPartition, Long> ends = log.topics().endOffsets(inputs, Isolation.UNCOMMITTED);
        var committed = log.topics().committed(plan.application(), inputs);
        long unread = 0;
        for (TopicPartition input : inputs) {
            long read = committed.containsKey(input) ? committed.get(input).offset() : 0;
            unread += ends.get(input) - read;
        }
        return unread;
    }

    /** What the stores of these tasks hold. */
    static Results stores(Iterable<Task> tasks) {
        Results found = new Results(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (Task task : tasks) {
            readKeyValues(task.store(CountingScenario.RUNNING), found.running());
            readWindows(task.store(CountingScenario.WINDOWED), found.windowed());
            readKeyValues(task.store(CountingScenario.SUMS), found.sums());
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static void readKeyValues(StateStore store, Map<String, Long> into) {
        if (store != null) {
            try (KeyValueIterator<String, ValueAndTimestamp<Long>> all =
                    ((TimestampedKeyValueStore<String, Long>) store).all()) {
                all.forEachRemaining(entry -> into.put(entry.key, entry.value.value()));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void readWindows(StateStore store, Map<String, Long> into) {
        if (store != null) {
            try (var all = ((TimestampedWindowStore<String, Long>) store).all()) {
                all.forEachRemaining(entry -> into.put(
                        CountingScenario.windowed(
                                entry.key.key(), entry.key.window().start()),
                        entry.value.value()));
            }
        }
    }

    /** The records of the outputs, from any reader of them. */
    static Map<String, List<ResultChecker.Output>> outputs(RecordsOf records) {
        Map<String, List<ResultChecker.Output>> outputs = new TreeMap<>();
        for (String topic : List.of(CountingScenario.RUNNING, CountingScenario.WINDOWED, CountingScenario.SUMS)) {
            List<ResultChecker.Output> read = new ArrayList<>();
            for (TopicPartition partition : partitions(topic)) {
                records.of(partition)
                        .forEach(record -> read.add(new ResultChecker.Output(
                                new String(record.key(), StandardCharsets.UTF_8),
                                BigEndian.getLong(record.value(), 0))));
            }
            outputs.put(topic, read);
        }
        return outputs;
    }

    /** Reads all committed records of a partition. */
    interface RecordsOf {

        /** In order. */
        List<LogRecord> of(TopicPartition partition);
    }
}
