package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenario as a process of its own that ends exactly at a step of a commit: the first time, and later. */
@Tag("crash")
class CommitStepKillTest {

    private static final long SEED = Long.getLong("crash.seed", System.nanoTime() & 0xFFFF_FFFFL);
    private static final int TIMES_MAX = 20;

    @TempDir
    private Path folder;

    static List<String> steps() {
        return HaltPoint.steps();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void losesAndDoublesNothingWhenTheProcessEndsAtThisStep(String step) {
        int later = 2 + new SplittableRandom(SEED + step.hashCode()).nextInt(TIMES_MAX - 1);
        Path state = folder.resolve("state");
        for (int times : new int[] {1, later}) {
            try (ChildProcess child = ChildProcess.start(state, SEED, step, times, folder.resolve("child.log"))) {
                child.awaitHalt();
            }
        }

        CrashedFolder crashed = new CrashedFolder(state, SEED);
        assertThat(crashed.finishAndCheck())
                .as("halted at %s, the first and the %d. time (repeat with -Dcrash.seed=%d)", step, later, SEED)
                .isEmpty();
    }
}
