package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.log.SharedBroker;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.MillraceStreams.State;
import io.millrace.streams.StoreQueryParameters;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.processor.StateRestoreListener;
import io.millrace.streams.state.QueryableStoreTypes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications with state on a real broker: results, changelogs, restoring. */
@Tag("broker")
class KafkaStateTest {

    private static final int LINES = 400;
    private static final int TRIES_MAX = 3_000;

    @TempDir
    private Path folder;

    private final String application = "state-" + UUID.randomUUID();
    private final CountingScenario lines = KafkaScenario.lines(7, LINES);
    private final KafkaScenario cluster = new KafkaScenario(lines, SharedBroker.address(), application);

    @AfterEach
    void close() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {StreamsConfig.EXACTLY_ONCE_V2, StreamsConfig.AT_LEAST_ONCE})
    void countsEverythingOnceAndLogsItAsKafkaStreamsDoes(String guarantee) {
        cluster.feed(0, LINES);
        try (Instance one = start(guarantee)) {
            cluster.awaitAllRead();
            one.awaitCounts(lines.expected().running());
        }
        assertThat(new ResultChecker(lines).check(cluster.committed())).isEmpty();
    }

    @Test
    void changelogsHaveTheNamesAndSettingsOfKafkaStreams() {
        try (Instance one = start(StreamsConfig.EXACTLY_ONCE_V2)) {
            one.awaitRunning();
        }
        assertThat(cluster.settingsOf(KafkaScenario.RUNNING_CHANGELOG))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("cleanup.policy", "compact", "message.timestamp.type", "CreateTime"));
        // Two days of retention, and one that is added because clocks differ.
        assertThat(cluster.settingsOf(KafkaScenario.WINDOWED_CHANGELOG))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "cleanup.policy", "compact,delete",
                        "message.timestamp.type", "CreateTime",
                        "retention.ms", Long.toString(Duration.ofDays(3).toMillis())));
    }

    @ParameterizedTest
    @ValueSource(strings = {StreamsConfig.EXACTLY_ONCE_V2, StreamsConfig.AT_LEAST_ONCE})
    void aRestartGoesOnWithItsStateAndRestoresNothing(String guarantee) {
        cluster.feed(0, LINES / 2);
        try (Instance one = start(guarantee)) {
            one.awaitRunning();
            cluster.awaitAllRead();
        }
        cluster.feed(LINES / 2, LINES);
        try (Instance two = start(guarantee)) {
            two.awaitRunning();
            cluster.awaitAllRead();
            assertThat(two.restored()).isZero();
            two.awaitCounts(lines.expected().running());
        }
        assertThat(new ResultChecker(lines).check(cluster.committed())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {StreamsConfig.EXACTLY_ONCE_V2, StreamsConfig.AT_LEAST_ONCE})
    void stateThatWasCleanedUpIsRestoredFromTheChangelogs(String guarantee) {
        cluster.feed(0, LINES / 2);
        try (Instance one = start(guarantee)) {
            one.awaitRunning();
            cluster.awaitAllRead();
            one.streams.close(Duration.ofSeconds(30));
            one.streams.cleanUp();
            assertThat(folder.resolve(application).resolve("state")).doesNotExist();
        }
        long logged = 0;
        for (String changelog : List.of(
                KafkaScenario.RUNNING_CHANGELOG, KafkaScenario.WINDOWED_CHANGELOG, KafkaScenario.SUMS_CHANGELOG)) {
            logged += cluster.records(cluster.internal(changelog)).size();
        }
        cluster.feed(LINES / 2, LINES);
        try (Instance two = start(guarantee)) {
            two.awaitRunning();
            assertThat(two.counts()).as("a store of an application that runs").isNotEmpty();
            cluster.awaitAllRead();
            assertThat(two.restored()).isEqualTo(logged);
            two.awaitCounts(lines.expected().running());
        }
        assertThat(new ResultChecker(lines).check(cluster.committed())).isEmpty();
    }

    private Instance start(String guarantee) {
        StreamsConfig config = KafkaScenario.config(SharedBroker.address(), application, guarantee, folder, Map.of());
        Instance instance = new Instance(new MillraceStreams(CountingScenario.topology(), config));
        instance.streams.setGlobalStateRestoreListener(instance);
        instance.streams.start();
        return instance;
    }

    /** An application that counts what it restores. */
    private static final class Instance implements StateRestoreListener, AutoCloseable {

        private final MillraceStreams streams;
        private final Map<String, Long> restored = new ConcurrentHashMap<>();

        Instance(MillraceStreams streams) {
            this.streams = streams;
        }

        void awaitRunning() {
            for (int i = 0; i < TRIES_MAX; i++) {
                if (streams.state() == State.RUNNING) {
                    return;
                }
                CrashChild.pause(20);
            }
            throw new AssertionError("the application does not run: " + streams.state());
        }

        long restored() {
            return restored.values().stream().mapToLong(Long::longValue).sum();
        }

        /** A commit shows in the store when the application has the brokers' answer, later than others see it. */
        void awaitCounts(Map<String, Long> expected) {
            Map<String, Long> counts = counts();
            for (int i = 0; i < TRIES_MAX && !counts.equals(expected); i++) {
                CrashChild.pause(20);
                counts = counts();
            }
            assertThat(counts).as("counts, after everything has been read").isEqualTo(expected);
        }

        private Map<String, Long> counts() {
            Map<String, Long> counts = new TreeMap<>();
            try (var all = streams.store(StoreQueryParameters.fromNameAndType(
                            CountingScenario.RUNNING, QueryableStoreTypes.<String, Long>keyValueStore()))
                    .all()) {
                all.forEachRemaining(entry -> counts.put(entry.key, entry.value));
            }
            return counts;
        }

        @Override
        public void onRestoreStart(TopicPartition partition, String store, long from, long to) {}

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long last, long count) {
            restored.merge(store, count, Long::sum);
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long total) {}

        @Override
        public void close() {
            streams.close(Duration.ofSeconds(30));
        }
    }
}
