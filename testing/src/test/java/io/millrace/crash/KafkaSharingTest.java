package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.log.SharedBroker;
import io.millrace.streams.KeyQueryMetadata;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.MillraceStreams.State;
import io.millrace.streams.StoreQueryParameters;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.StreamsMetadata;
import io.millrace.streams.errors.InvalidStateStoreException;
import io.millrace.streams.processor.StateRestoreListener;
import io.millrace.streams.query.FailureReason;
import io.millrace.streams.query.RangeQuery;
import io.millrace.streams.query.StateQueryRequest;
import io.millrace.streams.state.HostInfo;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.QueryableStoreTypes;
import io.millrace.streams.state.ReadOnlyKeyValueStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several instances of an application with state, on a real broker. */
@Tag("broker")
class KafkaSharingTest {

    private static final int LINES = 300;
    private static final int TRIES_MAX = 3_000;

    @TempDir
    private Path folder;

    private final String application = "sharing-" + UUID.randomUUID();
    private final CountingScenario lines = KafkaScenario.lines(11, LINES);
    private final KafkaScenario cluster = new KafkaScenario(lines, SharedBroker.address(), application);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void tasksGoOnWithTheirStandbyWhenAnInstanceEndsAndAThirdTakesItsShare() {
        cluster.feed(0, LINES / 3);
        try (Instance one = new Instance(1)) {
            one.awaitRunning();
            try (Instance two = new Instance(2)) {
                two.awaitRunning();
                await("both have tasks and copies", () -> one.sees(1, 2) && two.sees(1, 2));
                cluster.awaitAllRead();
                cluster.feed(LINES / 3, 2 * LINES / 3);
                cluster.awaitAllRead();
                await("both know the same owner", () -> one.owner("w0").equals(two.owner("w0")));
                await("copies are warm", () -> one.isWarm() && two.isWarm());
            }
            await("one has everything", () -> one.sees(1));
            long restored = one.restored.get();
            cluster.feed(2 * LINES / 3, LINES - 10);
            cluster.awaitAllRead();
            assertThat(restored).as("records restored to take over").isLessThan(LINES / 3);
            try (Instance three = new Instance(3)) {
                three.awaitRunning();
                await("the third has copies or tasks", () -> one.sees(1, 3) && three.sees(1, 3));
                cluster.feed(LINES - 10, LINES);
                cluster.awaitAllRead();
            }
        }
        assertThat(new ResultChecker(lines).check(cluster.committed())).isEmpty();
    }

    @Test
    void copiesAnswerQueriesThatMayBeStaleAndNoOthers() {
        cluster.feed(0, LINES);
        Map<String, Long> expected = lines.expected().running();
        try (Instance one = new Instance(1)) {
            one.awaitRunning();
            try (Instance two = new Instance(2)) {
                two.awaitRunning();
                await("both have tasks and copies", () -> one.sees(1, 2) && two.sees(1, 2));
                cluster.awaitAllRead();
                await("copies have everything", () -> one.counts(true).equals(expected));
                await("so do those of the other", () -> two.counts(true).equals(expected));
                await("nobody is behind", () -> one.isWarm() && two.isWarm());

                // Tasks may move once more when the copies are warm; while one moves nobody is at work on it.
                await("it tells the lag of each partition", () -> one.lagging() == CountingScenario.PARTITIONS);
                await(
                        "each key is answered once without stale stores",
                        () -> one.counts(false).size() + two.counts(false).size() == expected.size());
                await("partitions answer", () -> one.partitionsAnswering(false) == CountingScenario.PARTITIONS);
                await(
                        "each partition is answered by the instance at work on it",
                        () -> one.partitionsAnswering(true) + two.partitionsAnswering(true)
                                == CountingScenario.PARTITIONS);
                KeyQueryMetadata holders = one.holders("w0");
                assertThat(holders.standbyHosts()).hasSize(1).doesNotContain(holders.activeHost());
            }
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        for (int i = 0; i < TRIES_MAX; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            CrashChild.pause(20);
        }
        throw new AssertionError("not in time: " + what);
    }

    private final class Instance implements StateRestoreListener, AutoCloseable {

        /** Instead of a number of partitions, while one of them has no task yet. */
        private static final int MOVING = -100;

        private final MillraceStreams streams;
        private final AtomicLong restored = new AtomicLong();

        Instance(int number) {
            StreamsConfig config = KafkaScenario.config(
                    SharedBroker.address(),
                    application,
                    StreamsConfig.EXACTLY_ONCE_V2,
                    folder.resolve("instance-" + number),
                    Map.of(
                            StreamsConfig.APPLICATION_SERVER_CONFIG,
                            "host:" + number,
                            StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
                            1));
            streams = new MillraceStreams(CountingScenario.topology(), config);
            streams.setGlobalStateRestoreListener(this);
            streams.start();
        }

        void awaitRunning() {
            await("the instance runs", () -> streams.state() == State.RUNNING);
        }

        /** Whether the instances with these numbers, and no others, have tasks or copies, as far as it has heard. */
        boolean sees(int... numbers) {
            TreeSet<Integer> found = new TreeSet<>();
            for (StreamsMetadata instance : streams.metadataForAllStreamsClients()) {
                if (!instance.topicPartitions().isEmpty()
                        || !instance.standbyTopicPartitions().isEmpty()) {
                    found.add(instance.port());
                }
            }
            TreeSet<Integer> expected = new TreeSet<>();
            for (int number : numbers) {
                expected.add(number);
            }
            return found.equals(expected);
        }

        HostInfo owner(String key) {
            return holders(key).activeHost();
        }

        KeyQueryMetadata holders(String key) {
            return streams.queryMetadataForKey(
                    CountingScenario.RUNNING, key, Serdes.String().serializer());
        }

        /** None where nothing is held that may be read. */
        Map<String, Long> counts(boolean stale) {
            StoreQueryParameters<ReadOnlyKeyValueStore<String, Long>> parameters = StoreQueryParameters.fromNameAndType(
                    CountingScenario.RUNNING, QueryableStoreTypes.<String, Long>keyValueStore());
            Map<String, Long> counts = new TreeMap<>();
            try (KeyValueIterator<String, Long> all = streams.store(stale ? parameters.enableStaleStores() : parameters)
                    .all()) {
                all.forEachRemaining(entry -> counts.put(entry.key, entry.value));
            } catch (InvalidStateStoreException e) {
                return Map.of();
            }
            return counts;
        }

        int partitionsAnswering(boolean onlyActive) {
            StateQueryRequest<KeyValueIterator<String, Long>> all =
                    StateQueryRequest.inStore(CountingScenario.RUNNING).withQuery(RangeQuery.withNoBounds());
            int answering = 0;
            for (var answer : streams.query(onlyActive ? all.requireActive() : all)
                    .getPartitionResults()
                    .values()) {
                if (answer.isSuccess()) {
                    answer.getResult().close();
                    answering++;
                } else if (answer.getFailureReason() != FailureReason.NOT_ACTIVE) {
                    return MOVING;
                }
            }
            return answering;
        }

        /** Of how many partitions of the store it tells how far they are behind. */
        int lagging() {
            return streams.allLocalStorePartitionLags()
                    .getOrDefault(CountingScenario.RUNNING, Map.of())
                    .size();
        }

        /** Whether nothing that it has state of is behind. */
        boolean isWarm() {
            return streams.allLocalStorePartitionLags().values().stream()
                    .flatMap(byPartition -> byPartition.values().stream())
                    .allMatch(lag -> lag.offsetLag() == 0);
        }

        @Override
        public void onRestoreStart(TopicPartition partition, String store, long from, long to) {}

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long last, long count) {
            restored.addAndGet(count);
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long total) {}

        @Override
        public void close() {
            streams.close(Duration.ofSeconds(30));
        }
    }
}
