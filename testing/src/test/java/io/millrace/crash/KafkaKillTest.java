package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.log.SharedBroker;
import io.millrace.streams.StreamsConfig;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications on a real broker that are killed with SIGKILL. */
@Tag("broker")
class KafkaKillTest {

    private static final int LINES = 3_000;
    private static final int STEP = 50;
    private static final int TRIES_MAX = 1_000;
    /** Partitions of stores: three stores, two partitions. */
    private static final int SLOTS = 6;

    @TempDir
    private Path folder;

    private final String application = "kill-" + UUID.randomUUID();
    private final CountingScenario lines = KafkaScenario.lines(19, LINES);
    private final KafkaScenario cluster = new KafkaScenario(lines, SharedBroker.address(), application);
    private int fed;

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void theOtherInstanceTakesOverAndEverythingIsCountedOnce() {
        try (ChildProcess one = start("one");
                ChildProcess two = start("two")) {
            one.await(CrashChild.RUNNING);
            two.await(CrashChild.RUNNING);
            feedUntilAtWork(one);
            one.killAfter(0);
            feedSlowly(LINES);
            cluster.awaitAllRead();
        }
        assertThat(new ResultChecker(lines).check(cluster.committed())).isEmpty();
    }

    @Test
    void aKilledInstanceComesBackWithItsStateAndReplaysOnlyWhatCameAfter() {
        try (ChildProcess one = start("one")) {
            one.await(CrashChild.RUNNING);
            feedUntilAtWork(one);
            one.killAfter(0);
        }
        try (ChildProcess again = start("one")) {
            long kept = 0;
            long replayed = 0;
            for (int i = 0; i < SLOTS; i++) {
                String[] span = again.await(KafkaChild.RESTORES).split(" ");
                kept += Long.parseLong(span[0]);
                replayed += Long.parseLong(span[1]) - Long.parseLong(span[0]);
            }
            assertThat(kept).isPositive();
            assertThat(replayed).as("offsets replayed, beside %s kept", kept).isLessThan(kept / 2);
            feedSlowly(LINES);
            cluster.awaitAllRead();
        }
        assertThat(new ResultChecker(lines).check(cluster.committed())).isEmpty();
    }

    /** Until much is committed, and more is under way. */
    private void feedUntilAtWork(ChildProcess child) {
        feedSlowly(LINES / 3);
        for (int i = 0; i < TRIES_MAX && cluster.written(CountingScenario.RUNNING) < LINES / 3; i++) {
            child.mustLive(20);
        }
        feedSlowly(LINES / 2);
    }

    /** A commit or so per step, so that one is under way at most times. */
    private void feedSlowly(int to) {
        while (fed < to) {
            int next = Math.min(to, fed + STEP);
            cluster.feed(fed, next);
            fed = next;
            CrashChild.pause(50);
        }
    }

    private ChildProcess start(String name) {
        return ChildProcess.startOnKafka(
                folder.resolve(name + ".log"),
                SharedBroker.address(),
                application,
                StreamsConfig.EXACTLY_ONCE_V2,
                folder.resolve(name));
    }
}
