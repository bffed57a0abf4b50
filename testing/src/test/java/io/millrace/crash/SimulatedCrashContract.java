package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.crash.ResultChecker.Committed;
import io.millrace.engine.worker.Worker;
import io.millrace.log.LogException;
import io.millrace.store.StateDatabase;
import io.millrace.testing.FaultPlan;
import io.millrace.testing.FaultRates;
import io.millrace.testing.SimulatedClock;
import io.millrace.testing.SimulatedCrash;
import io.millrace.testing.SimulatedLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenario on the simulated log: a crash at every call of the log, and faults by chance. */
@Tag("crash")
abstract class SimulatedCrashContract {

    private static final CountingScenario SHORT = new CountingScenario(1, 12);
    private static final int ROUNDS_MAX = 100_000;
    private static final int CHECK_ROUNDS_MAX = 1_000;

    @TempDir
    private Path folder;

    /** How the log behaves. */
    abstract SimulatedLog.Settings settings();

    /** Whether tasks of a worker hand records to each other past the log. */
    abstract boolean handsOver();

    /** New disks, empty. Each worker is an instance of the application with a disk of its own, where it needs one. */
    abstract void newDisks();

    /** The state of an instance that has just been started. */
    abstract StateDatabase state(SimulatedLog log, int instance);

    /** The process has died. */
    abstract void crashed(SplittableRandom chance);

    private SimulatedLog open(FaultPlan faults) {
        newDisks();
        return SimulatedLog.open(settings(), faults);
    }

    @Test
    void countsEveryLineOnceWhenNothingGoesWrong() {
        SimulatedLog log = open(FaultPlan.none());

        run(log, SHORT, 1, 0);

        assertThat(check(log, SHORT)).isEmpty();
    }

    @Test
    void losesAndDoublesNothingWhenItCrashesAtAnyCallOfTheLog() {
        SimulatedLog calm = open(FaultPlan.none());
        run(calm, SHORT, 1, 0);
        long calls = calm.calls();
        assertThat(calls).isGreaterThan(100);

        for (long call = 1; call <= calls; call++) {
            for (boolean keep : new boolean[] {false, true}) {
                SimulatedLog log = open(FaultPlan.crashAt(call, keep));
                log = runThroughCrashes(log, SHORT, 1, 0);
                assertThat(check(log, SHORT))
                        .as("crash at call %d of %d, commits under way %s", call, calls, keep ? "kept" : "lost")
                        .isEmpty();
            }
        }
    }

    @Test
    void losesAndDoublesNothingUnderFaultsByChance() {
        int seeds = Integer.getInteger("crash.seeds", 200);
        long first = Long.getLong("crash.seed", 1);
        long crashes = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            CountingScenario scenario = new CountingScenario(seed, 30);
            SimulatedLog log = open(FaultPlan.seeded(seed, new FaultRates(4_000, 40_000, 4_000, 20_000, 300_000, 20)));
            SimulatedLog after = runThroughCrashes(log, scenario, 2, seed);
            crashes += after == log ? 0 : 1;
            assertThat(check(after, scenario))
                    .as("seed %d (repeat with -Dcrash.seed=%d -Dcrash.seeds=1)", seed, seed)
                    .isEmpty();
        }
        assertThat(crashes).as("seeds of %d that crashed at least once", seeds).isGreaterThan(seeds / 10);
    }

    @Test
    void doesTheSameForTheSameSeed() {
        List<String> hashes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            SimulatedLog log = open(FaultPlan.seeded(7, new FaultRates(4_000, 40_000, 4_000, 20_000, 300_000, 20)));
            hashes.add(runThroughCrashes(log, new CountingScenario(7, 30), 2, 7)
                    .trace()
                    .sha256());
        }

        assertThat(hashes.get(0)).isEqualTo(hashes.get(1));
    }

    private SimulatedLog runThroughCrashes(SimulatedLog first, CountingScenario scenario, int workers, long seed) {
        SimulatedLog log = first;
        for (int attempt = 0; attempt < ROUNDS_MAX; attempt++) {
            try {
                run(log, scenario, workers, seed + attempt);
                return log;
            } catch (SimulatedCrash crash) {
                crashed(new SplittableRandom(seed + attempt));
                log = log.restart();
            } catch (LogException | CompletionException lost) {
                // A commit failed, or a seat was taken: what stood in the way is gone, begin again from the last
                // commit.
                log.trace().add("again after: " + lost.getMessage());
            }
        }
        throw new AssertionError("not done after " + ROUNDS_MAX + " attempts");
    }

    /** Runs until all is committed. Which worker goes next is decided by chance. */
    private void run(SimulatedLog log, CountingScenario scenario, int count, long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        SimulatedClock clock = new SimulatedClock(1_000_000);
        WorkerRun.feed(log, scenario);
        List<WorkerRun> runs = new ArrayList<>();
        List<Worker> workers = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                WorkerRun run = new WorkerRun(log, state(log, i), clock, folder, handsOver());
                runs.add(run);
                if (seed % 2 == 1) {
                    run.keepWarm(log);
                }
                workers.add(run.worker("worker" + i));
            }
            for (int round = 0; round < ROUNDS_MAX; round++) {
                int next = chance.nextInt(count);
                boolean progressed = workers.get(next).runOnce(clock.wallMs());
                clock.advance(1);
                if (!progressed && !runs.get(next).restore(clock.wallMs())) {
                    log.step();
                    if (runs.get(0).unread(log) == 0) {
                        workers.forEach(Worker::close);
                        return;
                    }
                }
            }
        } catch (LogException e) {
            abandon(workers);
            throw e;
        }
        throw new AssertionError("not done after " + ROUNDS_MAX + " rounds");
    }

    private static void abandon(List<Worker> workers) {
        for (Worker worker : workers) {
            try {
                worker.abandon();
            } catch (LogException alreadyGone) {
                // its seat was taken; there is nothing left to give up
            }
        }
    }

    /** What is wrong with all that is there after a last crash. */
    List<String> check(SimulatedLog crashed, CountingScenario scenario) {
        SimulatedLog log = crashed.restart(FaultPlan.none());
        return checkInstance(log, state(log, 0), scenario);
    }

    /** What is wrong with the outputs, and with the stores as an instance with this state has them. */
    final List<String> checkInstance(SimulatedLog log, StateDatabase state, CountingScenario scenario) {
        WorkerRun run = new WorkerRun(log, state, new SimulatedClock(2_000_000), folder, handsOver());
        Worker reader = run.worker("reader");
        boolean progressed = true;
        for (int i = 0; i < CHECK_ROUNDS_MAX && progressed; i++) {
            progressed = reader.runOnce(2_000_000);
            progressed |= run.restore(2_000_000);
        }
        Committed committed =
                new Committed(WorkerRun.outputs(log::records), WorkerRun.stores(reader.tasks()), run.unread(log));
        reader.close();
        return new ResultChecker(scenario).check(committed);
    }
}
