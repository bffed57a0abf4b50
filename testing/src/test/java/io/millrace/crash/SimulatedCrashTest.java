package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.crash.ResultChecker.Committed;
import io.millrace.engine.worker.Worker;
import io.millrace.log.LogException;
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
class SimulatedCrashTest {

    private static final CountingScenario SHORT = new CountingScenario(1, 12);
    private static final int ROUNDS_MAX = 100_000;

    @TempDir
    private Path folder;

    private static SimulatedLog open(FaultPlan faults) {
        return SimulatedLog.open(SimulatedLog.Settings.likeEmbedded(), faults);
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
        WorkerRun run = new WorkerRun(log, log.state(), clock, folder);
        List<Worker> workers = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                workers.add(run.worker("worker" + i));
            }
            for (int round = 0; round < ROUNDS_MAX; round++) {
                boolean progressed = workers.get(chance.nextInt(count)).runOnce(clock.wallMs());
                clock.advance(1);
                if (!progressed) {
                    log.step();
                    if (run.unread(log) == 0) {
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

    private List<String> check(SimulatedLog crashed, CountingScenario scenario) {
        SimulatedLog log = crashed.restart(FaultPlan.none());
        WorkerRun run = new WorkerRun(log, log.state(), new SimulatedClock(2_000_000), folder);
        Worker reader = run.worker("reader");
        for (int i = 0; i < 10; i++) {
            reader.runOnce(2_000_000);
        }
        Committed committed =
                new Committed(WorkerRun.outputs(log::records), WorkerRun.stores(reader.tasks()), run.unread(log));
        return new ResultChecker(scenario).check(committed);
    }
}
