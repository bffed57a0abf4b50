package io.millrace.engine.restore;

import io.millrace.engine.assign.BalancedSticky;
import io.millrace.engine.assign.ChangelogTopics;
import io.millrace.engine.assign.PlanTasks;
import io.millrace.engine.assign.RepartitionTopics;
import io.millrace.engine.commit.CommitObserver;
import io.millrace.engine.task.EngineParts;
import io.millrace.engine.worker.Worker;
import io.millrace.engine.worker.WorkerParts;
import io.millrace.engine.worker.WorkerSettings;
import io.millrace.log.Seat;
import io.millrace.log.TopicSpec;
import io.millrace.log.Transaction;
import io.millrace.log.Writer;
import io.millrace.plan.Plan;
import io.millrace.runtime.ApplicationMetrics;
import io.millrace.store.SplitDatabase;
import io.millrace.store.StateDatabase;
import io.millrace.store.memory.MemoryDatabase;
import io.millrace.streams.PlanOf;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.Topology;
import io.millrace.streams.processor.StandbyUpdateListener;
import io.millrace.streams.processor.StateRestoreListener;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.state.ReadOnlyKeyValueStore;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.testing.FaultPlan;
import io.millrace.testing.SimulatedClock;
import io.millrace.testing.SimulatedLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;

/** Instances of an application on a simulated log that does not carry state, each with a disk of its own. */
final class RestoringCluster {

    static final long CLEANUP_DELAY_MS = 600_000;
    private static final int ROUNDS_MAX = 10_000;
    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"), "millrace-restoring-cluster");

    final SimulatedClock clock = new SimulatedClock(1_000_000);
    final StreamsConfig config;
    final SimulatedLog log;
    private final Plan plan;

    RestoringCluster(Topology topology, int partitions, String... inputs) {
        this(topology, FaultPlan.none(), partitions, inputs);
    }

    RestoringCluster(Topology topology, FaultPlan faults, int partitions, String... inputs) {
        config = new StreamsConfig(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "app",
                StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
                Serdes.StringSerde.class,
                StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
                Serdes.StringSerde.class,
                StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG,
                StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS,
                StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG,
                "DEBUG"));
        plan = PlanOf.topology(topology, config);
        log = SimulatedLog.open(SimulatedLog.Settings.likeKafka(), faults);
        for (String input : inputs) {
            log.topics().create(List.of(new TopicSpec(input, partitions, Map.of())));
        }
        log.topics().create(RepartitionTopics.missing(plan, log.topics().partitionCounts()));
        log.topics().create(ChangelogTopics.missing(plan, log.topics().partitionCounts()));
    }

    void feed(String topic, int partition, String key, String value) {
        feed(topic, partition, key, value, 1);
    }

    void feed(String topic, int partition, String key, String value, long timestamp) {
        Writer feeder = log.writer("feeder");
        Transaction transaction = feeder.begin();
        transaction.append(new TopicPartition(topic, partition), timestamp, bytes(key), bytes(value), List.of());
        transaction.commit().join();
    }

    static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Runs instances in turn, their restoring too, until none gets anywhere and all is committed. */
    void run(Instance... instances) {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            boolean progressed = false;
            for (Instance instance : instances) {
                progressed |= instance.worker.runOnce(clock.wallMs());
                progressed |= instance.restore();
            }
            if (!progressed) {
                return;
            }
        }
        throw new AssertionError("not idle after " + ROUNDS_MAX + " rounds");
    }

    /** What an instance with this state is made of. */
    EngineParts parts(StateDatabase state, ApplicationMetrics metrics) {
        return new EngineParts(plan, config, log, state, clock, metrics, FOLDER);
    }

    /** An instance, with what its listeners have heard. */
    final class Instance implements StateRestoreListener, StandbyUpdateListener {

        final List<String> heard = new ArrayList<>();
        final ApplicationMetrics metrics = new ApplicationMetrics(config);
        final StateDatabase state;
        final StateRestoration restoration;
        final Worker worker;

        Instance(String name, StateDatabase disk, CommitObserver observer) {
            state = new SplitDatabase(disk, new MemoryDatabase());
            restoration = new StateRestoration(
                    new RestoreParts(plan, log, state, clock, metrics, CLEANUP_DELAY_MS, this, this), 1);
            WorkerSettings settings = new WorkerSettings(100, true, 100, 10, 0, 1 << 20, 1, 100, false);
            worker = new Worker(new WorkerParts(
                    parts(state, metrics),
                    settings,
                    new Seat("app", name, new PlanTasks(plan), new BalancedSticky()),
                    Map.of(),
                    () -> 1,
                    observer,
                    restoration));
        }

        Instance(String name, StateDatabase disk) {
            this(name, disk, CommitObserver.NONE);
        }

        /** What a metric shows, over everything that has one of this name. */
        double metric(String name) {
            return metrics.metrics().values().stream()
                    .filter(metric -> metric.metricName().name().equals(name))
                    .mapToDouble(metric -> (double) metric.metricValue())
                    .sum();
        }

        boolean restore() {
            return restoration.workers().get(0).runOnce(clock.wallMs(), 0);
        }

        void keepWarm(TaskId... tasks) {
            restoration.keepWarm(Set.of(tasks), () -> {});
        }

        /** What a key-value store holds, over all tasks that this instance has. */
        @SuppressWarnings("unchecked")
        Map<String, String> store(String name) {
            Map<String, String> found = new TreeMap<>();
            worker.tasks().forEach(task -> {
                try (var all = ((ReadOnlyKeyValueStore<Object, Object>) task.store(name)).all()) {
                    all.forEachRemaining(entry -> found.put(
                            entry.key.toString(),
                            ((ValueAndTimestamp<?>) entry.value).value().toString()));
                }
            });
            return found;
        }

        @Override
        public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
            heard.add("restore " + changelog + " from " + start + " to " + end);
        }

        @Override
        public void onBatchRestored(TopicPartition changelog, String store, long batchEnd, long records) {
            heard.add("batch of " + records + " to " + batchEnd);
        }

        @Override
        public void onRestoreEnd(TopicPartition changelog, String store, long records) {
            heard.add("restored " + records);
        }

        @Override
        public void onRestoreSuspended(TopicPartition changelog, String store, long records) {
            heard.add("restoring suspended after " + records);
        }

        @Override
        public void onUpdateStart(TopicPartition changelog, String store, long start) {
            heard.add("warm " + changelog + " from " + start);
        }

        @Override
        public void onBatchLoaded(
                TopicPartition changelog, String store, TaskId task, long batchEnd, long records, long end) {
            heard.add("warm batch of " + records + " to " + batchEnd + " of " + end);
        }

        @Override
        public void onUpdateSuspended(
                TopicPartition changelog, String store, long offset, long end, SuspendReason reason) {
            heard.add("warm until " + offset + ", " + reason);
        }
    }
}
