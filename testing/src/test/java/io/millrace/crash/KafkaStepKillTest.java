package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.crash.CountingScenario.Results;
import io.millrace.crash.ProtocolAim.Moment;
import io.millrace.crash.ResultChecker.Committed;
import io.millrace.streams.StreamsConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** An application that is killed exactly at the steps of a commit, as a proxy in front of the broker sees them. */
@Tag("broker")
@Tag("crash")
class KafkaStepKillTest {

    private static final String NAME = "application";
    private static final int LINES_PER_STEP = 60;
    private static final long STEP_WAIT_MS = 60_000;

    private final String application = "steps-" + UUID.randomUUID();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private ChaosCluster cluster;
    private KafkaScenario scenario;
    private int fed;

    @BeforeEach
    void start() {
        cluster = new ChaosCluster(folder.resolve("broker"), 1);
        scenario = new KafkaScenario(KafkaScenario.lines(23, 0), cluster.servers(), application);
    }

    @AfterEach
    void close() {
        scenario.close();
        cluster.close();
    }

    @Test
    @Tag("long") // more than a minute; KafkaKillTest and KafkaChaosTest kill at any moment in every build
    void countsEverythingOnceWhereverInACommitItIsKilled() {
        for (ApiKeys step : List.of(ApiKeys.PRODUCE, ApiKeys.TXN_OFFSET_COMMIT, ApiKeys.END_TXN)) {
            for (Moment moment : Moment.values()) {
                killAt(step, moment, StreamsConfig.EXACTLY_ONCE_V2);
            }
        }
        Committed committed = finish(StreamsConfig.EXACTLY_ONCE_V2);
        assertThat(new ResultChecker(scenario.input()).check(committed)).isEmpty();
    }

    /** Which shows that the steps are what they are said to be, and that the checker sees it. */
    @Test
    void atLeastOnceCountsTwiceWhatIsWrittenAndNotCommittedAsRead() {
        killAt(ApiKeys.OFFSET_COMMIT, Moment.BEFORE, StreamsConfig.AT_LEAST_ONCE);
        Committed committed = finish(StreamsConfig.AT_LEAST_ONCE);
        List<CountingScenario.Line> input = scenario.input();
        assertThat(new ResultChecker(input).check(committed))
                .anyMatch(wrong -> wrong.startsWith("output running ends"))
                .anyMatch(wrong -> wrong.startsWith("store running"));
        assertThat(total(committed.stores())).isGreaterThan(total(CountingScenario.expected(input)));
    }

    private static long total(Results results) {
        return results.running().values().stream().mapToLong(Long::longValue).sum();
    }

    private void killAt(ApiKeys step, Moment moment, String guarantee) {
        try (ChildProcess child = start(guarantee)) {
            ProtocolAim aim = new ProtocolAim(NAME, step, moment, 1, broker -> child.strike());
            cluster.aims().add(aim);
            feed();
            assertThat(aim.await(STEP_WAIT_MS)).as(moment + " " + step).isTrue();
        }
    }

    /** Reads everything to its end. */
    private Committed finish(String guarantee) {
        try (ChildProcess child = start(guarantee)) {
            feed();
            scenario.awaitAllRead();
            child.tell(ChaosChild.CLOSE);
            child.awaitEnd(0);
        }
        return scenario.committed();
    }

    private void feed() {
        scenario.feed(fed, fed + LINES_PER_STEP);
        fed += LINES_PER_STEP;
    }

    private ChildProcess start(String guarantee) {
        return ChildProcess.startInChaos(
                folder.resolve("application.log"),
                cluster.servers(),
                application,
                guarantee,
                folder.resolve("state"),
                NAME);
    }
}
