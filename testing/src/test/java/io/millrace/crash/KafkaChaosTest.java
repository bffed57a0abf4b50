package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Three applications on three brokers, all of which fail in many ways. */
@Tag("broker")
@Tag("crash")
@Tag("alone") // six processes for themselves, with sessions of seconds
class KafkaChaosTest {

    /** Beside about a minute to start and to check. */
    private static final Duration SHORT = Duration.ofSeconds(30);
    /** An ordinary build does the same again and again, as far as three brokers do. */
    private static final long ORDINARY_SEED = 31;

    private static final int LONG_MINUTES = 30;

    /** What is logged stays when the test fails. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void losesAndDoublesNothing() {
        run(SHORT, Long.getLong("chaos.seed", ORDINARY_SEED));
    }

    @Test
    @Tag("long")
    void losesAndDoublesNothingForLong() {
        Duration duration = Duration.ofMinutes(Integer.getInteger("chaos.minutes", LONG_MINUTES));
        run(duration, Long.getLong("chaos.seed", System.nanoTime()));
    }

    private void run(Duration duration, long seed) {
        System.out.println("chaos seed " + seed + ", repeat with -Dchaos.seed=" + seed + ", logs in " + folder);
        try (ChaosRun run = new ChaosRun(seed, duration.toMinutes() + 1, folder)) {
            assertThat(run.run(duration.toMillis())).as("rounds").isPositive();
            assertThat(run.check()).as("seed " + seed + ", logs in " + folder).isEmpty();
        }
    }
}
