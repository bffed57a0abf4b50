package io.millrace.conformance.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testing.broker.BrokerCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kafka Streams is stopped in the middle of its input, Millrace goes on for a while, and Kafka Streams finishes. What
 * comes of it must be what comes of Kafka Streams alone: every output, every changelog, all input read.
 */
@Tag("broker")
@Tag("long")
class TakeoverTest {

    private static final int RECORDS = 4_000;
    private static final long PAUSE_MS = 4;
    /** So many outputs more show that a side is at work, in the middle of the input. */
    private static final int SOME = 150;

    private static final int TRIES_MAX = 1_000;

    private static BrokerCluster broker;

    @TempDir
    private Path folder;

    private String application;
    private TakeoverTopics topics;

    @BeforeAll
    static void startBroker() throws IOException {
        Path home = Path.of(
                        "target",
                        "brokers",
                        "takeover-" + ProcessHandle.current().pid())
                .toAbsolutePath();
        String jars = Files.readString(Path.of(System.getProperty("millrace.broker.classpath")))
                .strip();
        broker = BrokerCluster.start(
                jars,
                home,
                1,
                0,
                Map.of("offsets.topic.num.partitions", "4", "transaction.state.log.num.partitions", "4"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({
        "counts, exactly_once_v2, true",
        "counts, at_least_once, true",
        "sessions, exactly_once_v2, true",
        "outer-join, exactly_once_v2, false",
        "table-join, exactly_once_v2, false",
        "foreign-key-join, exactly_once_v2, false",
        "suppress, exactly_once_v2, true",
        "versioned, exactly_once_v2, false",
    })
    void goesOnAsIfNothingHadHappened(String topology, String guarantee, boolean everyStep) {
        application = topology + "-" + UUID.randomUUID();
        try (TakeoverTopics open = new TakeoverTopics(broker.bootstrapServers(), application)) {
            topics = open;
            topics.feed(RECORDS);
            stopInTheMiddle(SideMain.ORIGINAL, topology, guarantee);
            stopInTheMiddle(SideMain.MILLRACE, topology, guarantee);
            finish(SideMain.ORIGINAL, application, topology, guarantee);
            String alone = TakeoverTopics.alone(application);
            finish(SideMain.ORIGINAL, alone, topology, guarantee);

            assertThat(topics.changelogs(application)).isEqualTo(topics.changelogs(alone));
            assertThat(topics.lastOutputs(application)).isEqualTo(topics.lastOutputs(alone));
            if (everyStep) {
                assertThat(topics.outputs(application)).isEqualTo(topics.outputs(alone));
            }
        }
    }

    private void stopInTheMiddle(String side, String topology, String guarantee) {
        long before = topics.written(application);
        try (SideProcess process = start(side, application, topology, guarantee, PAUSE_MS)) {
            awaiting(process, side + " is at work", () -> topics.written(application) > before + SOME);
            process.stop();
        }
        assertThat(topics.unread(application))
                .as("records that %s left unread", side)
                .isPositive();
    }

    private void finish(String side, String asApplication, String topology, String guarantee) {
        try (SideProcess process = start(side, asApplication, topology, guarantee, 0)) {
            awaiting(process, side + " is done", () -> topics.unread(asApplication) == 0);
            process.stop();
        }
    }

    private SideProcess start(String side, String asApplication, String topology, String guarantee, long pauseMs) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "application.id", asApplication,
                "bootstrap.servers", broker.bootstrapServers(),
                "processing.guarantee", guarantee,
                "commit.interval.ms", "100",
                "statestore.cache.max.bytes", "0",
                "state.dir", folder.toString(),
                "default.key.serde", "org.apache.kafka.common.serialization.Serdes$StringSerde",
                "default.value.serde", "org.apache.kafka.common.serialization.Serdes$StringSerde",
                "main.consumer.max.poll.records", "50"));
        // Kafka Streams stays a member of its group until its session ends.
        settings.put("main.consumer.session.timeout.ms", "6000");
        return SideProcess.start(
                side,
                topology,
                application + ".",
                TakeoverTopics.output(asApplication),
                pauseMs,
                settings,
                folder.resolve(asApplication + ".log"));
    }

    private static void awaiting(SideProcess process, String what, BooleanSupplier so) {
        for (int i = 0; i < TRIES_MAX; i++) {
            if (so.getAsBoolean()) {
                return;
            }
            process.mustLive();
            TakeoverTopics.pause();
        }
        throw new AssertionError("still not so: " + what);
    }
}
