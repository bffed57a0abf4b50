package io.millrace.crash;

import io.millrace.base.Clock;
import io.millrace.base.Seams;
import io.millrace.crash.ResultChecker.Committed;
import io.millrace.engine.worker.Worker;
import io.millrace.log.Fetched;
import io.millrace.log.Isolation;
import io.millrace.log.LogRecord;
import io.millrace.log.Reader;
import io.millrace.log.embedded.CommitSteps;
import io.millrace.log.embedded.EmbeddedLogStorage;
import io.millrace.runtime.EmbeddedBackend;
import io.millrace.streams.StreamsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;

/**
 * What killed processes have left behind: runs the application to the end of its input, in this process, and checks all
 * that is committed. One thread.
 */
final class CrashedFolder {

    private static final Duration TIME_LIMIT = Duration.ofMinutes(3);
    private static final long LOOK_MS = 20;
    private static final int ROUNDS_TO_OPEN_STORES = 10;

    private final Path folder;
    private final long seed;
    private int lines;
    private long purged;

    CrashedFolder(Path folder, long seed) {
        this.folder = folder;
        this.seed = seed;
    }

    /** How many lines had been fed, once it has been looked at. */
    int lines() {
        return lines;
    }

    /** How many records had been removed between the subtopologies, once it has been looked at. */
    long purged() {
        return purged;
    }

    /** Deals with what is left of the input, then says what is wrong. */
    List<String> finishAndCheck() {
        finish();
        return check();
    }

    /** Runs the application until everything that is fed is committed as read. */
    void finish() {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CrashApplication application =
                CrashApplication.open(folder, seed, new HaltPoint(HaltPoint.NOWHERE, 0), failure::set);
        try (EmbeddedLogStorage log = application.log()) {
            WorkerRun.createTopics(log);
            application.streams().start();
            WorkerRun run = new WorkerRun(log, log.state(), Clock.system(), folder, CrashApplication.handsOver(seed));
            awaitAllRead(log, run, failure);
            application.streams().close(TIME_LIMIT, null);
        }
        if (failure.get() != null) {
            throw new AssertionError("the application failed after the restart", failure.get());
        }
    }

    private static void awaitAllRead(EmbeddedLogStorage log, WorkerRun run, AtomicReference<Throwable> failure) {
        long endNs = Clock.system().monotonicNs() + TIME_LIMIT.toNanos();
        try (Reader reader = log.reader(Isolation.COMMITTED)) {
            reader.assign(log.topics().endOffsets(WorkerRun.partitions(CountingScenario.RUNNING), Isolation.COMMITTED));
            while (run.unread(log) > 0 && failure.get() == null) {
                reader.poll(LOOK_MS);
                if (Clock.system().monotonicNs() > endNs) {
                    throw new AssertionError(run.unread(log) + " records are not read after " + TIME_LIMIT);
                }
            }
        }
    }

    /** Says what is wrong with what is committed. */
    List<String> check() {
        try (EmbeddedLogStorage log = openLog()) {
            lines = WorkerRun.fed(log);
            CountingScenario scenario = new CountingScenario(seed, lines);
            WorkerRun run = new WorkerRun(log, log.state(), Clock.system(), folder, CrashApplication.handsOver(seed));
            Worker worker = run.worker("reader");
            for (int i = 0; i < ROUNDS_TO_OPEN_STORES; i++) {
                worker.runOnce(Clock.system().wallMs());
            }
            Committed committed = new Committed(
                    WorkerRun.outputs(partition -> read(log, partition)),
                    WorkerRun.stores(worker.tasks()),
                    run.unread(log));
            List<String> wrong = new ArrayList<>(new ResultChecker(scenario).check(committed));
            wrong.addAll(checkRepartitioned(log, run, scenario));
            purged = run.repartitionTopics().stream()
                    .mapToLong(topic -> starts(log, topic))
                    .sum();
            worker.close();
            return wrong;
        }
    }

    /** The embedded log leaves no gaps between offsets, so they count what has ever been between the subtopologies. */
    private static List<String> checkRepartitioned(EmbeddedLogStorage log, WorkerRun run, CountingScenario scenario) {
        List<String> wrong = new ArrayList<>();
        long expected = (long) scenario.lines() * CountingScenario.WORDS_PER_LINE;
        for (String topic : run.repartitionTopics()) {
            long found = WorkerRun.committedEnds(log, topic);
            boolean someWereHandedOver = CrashApplication.handsOver(scenario.seed()) && found < expected;
            if (found != expected && !someWereHandedOver) {
                wrong.add("topic " + topic + ": " + found + " records (expected: " + expected + ")");
            }
        }
        return wrong;
    }

    private static long starts(EmbeddedLogStorage log, String topic) {
        return log.topics().startOffsets(WorkerRun.partitions(topic)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    EmbeddedLogStorage openLog() {
        StreamsConfig config = CrashApplication.config(folder, seed);
        return EmbeddedBackend.openLog(config, Seams.system(), CommitSteps.IGNORED);
    }

    static List<LogRecord> read(EmbeddedLogStorage log, TopicPartition partition) {
        long end =
                log.topics().endOffsets(Set.of(partition), Isolation.COMMITTED).getOrDefault(partition, 0L);
        List<LogRecord> records = new ArrayList<>();
        try (Reader reader = log.reader(Isolation.COMMITTED)) {
            reader.assign(Map.of(partition, 0L));
            while (records.size() < end) {
                List<Fetched> fetched = reader.poll(0);
                if (fetched.isEmpty()) {
                    throw new AssertionError(
                            partition + " ends at " + records.size() + " (expected: " + end + ", as the log says)");
                }
                fetched.forEach(some -> records.addAll(some.records()));
            }
        }
        return records;
    }
}
