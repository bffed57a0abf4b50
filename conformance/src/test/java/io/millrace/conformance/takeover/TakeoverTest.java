package io.millrace.conformance.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.program.TakeoverTopologies;
import io.millrace.testing.broker.BrokerCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kafka Streams is stopped in the middle of its input, Millrace goes on for a while, and Kafka Streams finishes. What
 * comes of it must be what comes of Kafka Streams alone: every output, every changelog, all input read.
 */
@Tag("broker")
class TakeoverTest {

    private static final int RECORDS = 3_000;
    /** So many records of the first input are for each of those that do not finish. */
    private static final int SHARE = 1_000;

    /** So many characters around a difference are shown. */
    private static final int SHOWN = 60;

    private static BrokerCluster broker;

    @TempDir
    private Path folder;

    private String application;
    private TakeoverTopics topics;
    private int starts;

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

    static Stream<Arguments> everything() {
        return Stream.of(
                        "counts",
                        "sessions",
                        "outer-join",
                        "table-join",
                        "foreign-key-join",
                        "suppress",
                        "final-windows",
                        "versioned")
                .filter(topology -> topology.matches(System.getProperty("takeover.topologies", ".*")))
                .flatMap(topology -> Stream.of("exactly_once_v2", "at_least_once")
                        .flatMap(guarantee -> Stream.of(SideMain.ORIGINAL, SideMain.MILLRACE)
                                .map(first -> Arguments.of(topology, guarantee, first))));
    }

    @ParameterizedTest
    @MethodSource("everything")
    @Tag("long")
    void goesOnAsIfNothingHadHappenedWhateverItDoes(String topology, String guarantee, String first) {
        goesOnAsIfNothingHadHappened(topology, guarantee, first, true);
    }

    @ParameterizedTest
    @CsvSource({"counts, exactly_once_v2, original, false", "sessions, at_least_once, millrace, true"})
    void goesOnAsIfNothingHadHappened(String topology, String guarantee, String first, boolean leaves) {
        String second = first.equals(SideMain.ORIGINAL) ? SideMain.MILLRACE : SideMain.ORIGINAL;
        application = topology + "-" + UUID.randomUUID();
        try (TakeoverTopics open = new TakeoverTopics(broker.bootstrapServers(), application)) {
            topics = open;
            topics.feed(RECORDS);
            String alone = TakeoverTopics.alone(application);
            List<String> stateAlone = finish(SideMain.ORIGINAL, alone, topology, guarantee);
            stopInTheMiddle(first, topology, guarantee, leaves);
            stopInTheMiddle(second, topology, guarantee, leaves);
            List<String> state = finish(first, application, topology, guarantee);

            SoftAssertions so = new SoftAssertions();
            same(so, "settings of topics", topics.settings(application), topics.settings(alone));
            TakeoverTopologies.Results results = TakeoverTopologies.results(topology);
            if (results != TakeoverTopologies.Results.LAST_ONES) {
                boolean inOrder = results == TakeoverTopologies.Results.IN_ORDER;
                same(so, "outputs", topics.outputs(application, inOrder), topics.outputs(alone, inOrder));
            }
            boolean timed = results != TakeoverTopologies.Results.LAST_ONES;
            same(so, "last outputs", topics.lastOutputs(application, timed), topics.lastOutputs(alone, timed));
            same(so, "changelogs", topics.changelogs(application, timed), topics.changelogs(alone, timed));
            same(so, "offsets", topics.offsets(application), topics.offsets(alone));
            so.assertThat(state).as("what the stores hold").isEqualTo(stateAlone);
            so.assertAll();
        }
    }

    private static <V> void same(SoftAssertions so, String what, Map<String, V> one, Map<String, V> other) {
        so.assertThat(other).as(what + " of Kafka Streams alone").isNotEmpty();
        SortedSet<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        List<String> different = new ArrayList<>();
        for (String key : keys) {
            V ours = one.get(key);
            V theirs = other.get(key);
            if (!Objects.equals(ours, theirs)) {
                different.add(key + ": " + difference(String.valueOf(ours), String.valueOf(theirs)));
            }
        }
        so.assertThat(different).as("different " + what).isEmpty();
    }

    /** Where two texts part. */
    private static String difference(String ours, String theirs) {
        int at = 0;
        while (at < Math.min(ours.length(), theirs.length()) && ours.charAt(at) == theirs.charAt(at)) {
            at++;
        }
        int from = Math.max(0, at - SHOWN);
        return ours.substring(from, Math.min(ours.length(), at + SHOWN)) + " (expected: "
                + theirs.substring(from, Math.min(theirs.length(), at + SHOWN)) + "), from character " + at + " of "
                + ours.length() + " (" + theirs.length() + ")";
    }

    private void stopInTheMiddle(String side, String topology, String guarantee, boolean leaves) {
        Side.Job job = new Side.Job(topology, application + ".", TakeoverTopics.output(application), SHARE, leaves);
        try (SideProcess process = start(side, job, application, guarantee)) {
            process.awaitEnd();
        }
        assertThat(topics.unread(application, Set.of("left")))
                .as("records that %s left unread", side)
                .isPositive();
    }

    private List<String> finish(String side, String asApplication, String topology, String guarantee) {
        Side.Job job = new Side.Job(topology, application + ".", TakeoverTopics.output(asApplication), 0, true);
        try (SideProcess process = start(side, job, asApplication, guarantee)) {
            process.await(
                    side + " is done", () -> topics.unread(asApplication, TakeoverTopologies.inputs(topology)) == 0);
            process.stop();
            boolean timed = TakeoverTopologies.results(topology) != TakeoverTopologies.Results.LAST_ONES;
            return process.state().stream()
                    .map(line -> timed ? line : line.replaceFirst(" at [0-9]+$", ""))
                    .toList();
        }
    }

    private SideProcess start(String side, Side.Job job, String asApplication, String guarantee) {
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
        // Without leaving, the next one waits for the end of this session.
        settings.put("main.consumer.session.timeout.ms", "6000");
        // Or results without a partner come once per second of the machine's time.
        settings.put("__emit.interval.ms.kstreams.outer.join.spurious.results.fix__", "0");
        settings.put("__emit.interval.ms.kstreams.windowed.aggregation__", "0");
        starts++;
        return SideProcess.start(side, job, settings, folder.resolve(starts + ".log"));
    }
}
