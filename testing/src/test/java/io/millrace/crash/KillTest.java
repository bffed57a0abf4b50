package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenario as a process of its own that is killed again and again. */
@Tag("crash")
class KillTest {

    private static final long SEED = Long.getLong("crash.seed", System.nanoTime() & 0xFFFF_FFFFL);
    private static final int KILLS = Integer.getInteger("crash.kills", 100);
    private static final int ROUNDS_OF_THE_LONG_FORM = 20;
    private static final int START_MS_MAX = 400;
    private static final int RUN_MS_MAX = 200;

    @TempDir
    private Path folder;

    @Test
    void losesAndDoublesNothingWhenKilledAtAnyMoment() {
        killAndCheck(SEED);
    }

    @Test
    @Tag("long")
    void losesAndDoublesNothingWhenKilledAtVeryManyMoments() {
        for (int round = 1; round <= ROUNDS_OF_THE_LONG_FORM; round++) {
            killAndCheck(SEED + round);
        }
    }

    /** A line fails now and then, which costs a thread; threads are added and removed; then the process is killed. */
    @Test
    void losesAndDoublesNothingWhenThreadsComeAndGoAndFail() {
        int kills = Math.max(1, KILLS / 5);
        String repeat = "seed " + SEED + " (repeat with -Dcrash.seed=" + SEED + " -Dcrash.kills=" + KILLS + ")";
        System.out.println("KillTest: " + kills + " kills in unrest, " + repeat);
        Path state = folder.resolve("unrest");
        SplittableRandom chance = new SplittableRandom(SEED);
        List<String> moments = List.of(CrashChild.RUNNING, Unrest.ADDED, Unrest.REMOVED, Unrest.FAILED);
        for (int kill = 0; kill < kills; kill++) {
            Path errors = folder.resolve("unrest-" + kill + ".log");
            try (ChildProcess child = ChildProcess.startInUnrest(state, SEED, errors)) {
                child.await(moments.get(kill % moments.size()));
                child.killAfter(chance.nextInt(RUN_MS_MAX));
                assertThat(child.log().lines().filter(line -> line.contains("ERROR")))
                        .as("errors in the log of the child before kill %d, %s", kill, repeat)
                        .allMatch(line -> line.matches(".*(Thread|stopping: step) \\S+ failed.*"));
            }
        }

        CrashedFolder crashed = new CrashedFolder(state, SEED);
        assertThat(crashed.finishAndCheck()).as(repeat).isEmpty();
        assertThat(crashed.lines()).as("lines fed between the kills").isGreaterThan(kills);
    }

    /** Every other kill falls into start and recovery, the rest into a running application. */
    private void killAndCheck(long seed) {
        String repeat = "seed " + seed + " (repeat with -Dcrash.seed=" + seed + " -Dcrash.kills=" + KILLS + ")";
        System.out.println("KillTest: " + KILLS + " kills, " + repeat);
        Path state = folder.resolve("state" + seed);
        SplittableRandom chance = new SplittableRandom(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            Path errors = folder.resolve("child-" + seed + "-" + kill + ".log");
            try (ChildProcess child = ChildProcess.start(state, seed, HaltPoint.NOWHERE, 0, errors)) {
                boolean whileStarting = kill % 2 == 0;
                child.await(whileStarting ? CrashChild.STARTED : CrashChild.RUNNING);
                child.killAfter(chance.nextInt(whileStarting ? START_MS_MAX : RUN_MS_MAX));
                assertThat(child.log())
                        .as("log of the child before kill %d, %s", kill, repeat)
                        .doesNotContain("ERROR");
            }
        }

        CrashedFolder crashed = new CrashedFolder(state, seed);
        assertThat(crashed.finishAndCheck()).as(repeat).isEmpty();

        System.out.println("KillTest: " + crashed.lines() + " lines counted exactly once");
        assertThat(crashed.lines()).as("lines fed between the kills").isGreaterThan(KILLS);
        assertThat(crashed.purged()).as("records purged between the kills").isGreaterThan(KILLS);
    }
}
