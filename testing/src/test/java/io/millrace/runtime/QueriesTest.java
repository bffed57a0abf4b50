package io.millrace.runtime;

import static io.millrace.streams.state.QueryableStoreTypes.keyValueStore;
import static io.millrace.streams.state.QueryableStoreTypes.sessionStore;
import static io.millrace.streams.state.QueryableStoreTypes.timestampedKeyValueStore;
import static io.millrace.streams.state.QueryableStoreTypes.windowStore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.KeyQueryMetadata;
import io.millrace.streams.KeyValue;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StoreQueryParameters;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.StreamsMetadata;
import io.millrace.streams.Topology;
import io.millrace.streams.errors.InvalidStateStoreException;
import io.millrace.streams.errors.InvalidStateStorePartitionException;
import io.millrace.streams.errors.StreamsNotStartedException;
import io.millrace.streams.errors.StreamsStoppedException;
import io.millrace.streams.errors.UnknownStateStoreException;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.query.FailureReason;
import io.millrace.streams.query.KeyQuery;
import io.millrace.streams.query.Position;
import io.millrace.streams.query.PositionBound;
import io.millrace.streams.query.QueryResult;
import io.millrace.streams.query.RangeQuery;
import io.millrace.streams.query.StateQueryRequest;
import io.millrace.streams.query.StateQueryResult;
import io.millrace.streams.query.TimestampedKeyQuery;
import io.millrace.streams.query.WindowKeyQuery;
import io.millrace.streams.query.WindowRangeQuery;
import io.millrace.streams.state.HostInfo;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.QueryableStoreType;
import io.millrace.streams.state.ReadOnlyKeyValueStore;
import io.millrace.streams.state.ReadOnlySessionStore;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.internals.StateStoreProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries from outside to a real application on the embedded log. */
class QueriesTest {

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    @TempDir
    Path folder;

    private EmbeddedApplication application;

    @BeforeEach
    void prepare() {
        application = new EmbeddedApplication(folder).topic("in", 2).topic("rates", 1);
    }

    @AfterEach
    void close() {
        application.close();
    }

    private static Topology counting() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .groupByKey()
                .count(Materialized.as("counts"))
                .toStream()
                .mapValues(String::valueOf)
                .to("out");
        builder.<String, String>stream("in")
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofDays(365_000)))
                .count(Materialized.as("windows"));
        return builder.build();
    }

    /** Three keys that lie in both partitions, one of them twice. */
    private MillraceStreams countedThreeKeys() {
        MillraceStreams streams = application.start(counting());
        for (String key : List.of("a", "b", "c", "a")) {
            application.feed("in", key, "x");
        }
        application.awaitWritten("out", 4);
        EmbeddedApplication.await(
                "the last count", () -> Long.valueOf(2).equals(counts(streams).get("a")));
        return streams;
    }

    private static ReadOnlyKeyValueStore<String, Long> counts(MillraceStreams streams) {
        return streams.store(StoreQueryParameters.fromNameAndType("counts", keyValueStore()));
    }

    private static List<String> read(KeyValueIterator<?, ?> entries) {
        List<String> all = new ArrayList<>();
        try (entries) {
            while (entries.hasNext()) {
                KeyValue<?, ?> entry = entries.next();
                all.add(entry.key + "=" + entry.value);
            }
        }
        return all;
    }

    @Test
    void readsAllPartitionsOfAStoreAsOne() {
        MillraceStreams streams = countedThreeKeys();

        ReadOnlyKeyValueStore<String, Long> counts = counts(streams);

        assertThat(counts.get("b")).isEqualTo(1);
        assertThat(counts.get("nobody")).isNull();
        assertThat(read(counts.all())).containsExactlyInAnyOrder("a=2", "b=1", "c=1");
        assertThat(read(counts.range("b", "c"))).containsExactlyInAnyOrder("b=1", "c=1");
        assertThat(counts.approximateNumEntries()).isEqualTo(3);
    }

    @Test
    void showsTimestampsToThoseWhoAskForThem() {
        MillraceStreams streams = countedThreeKeys();

        ReadOnlyKeyValueStore<String, ValueAndTimestamp<Long>> counts =
                streams.store(StoreQueryParameters.fromNameAndType("counts", timestampedKeyValueStore()));

        assertThat(counts.get("a").value()).isEqualTo(2);
        assertThat(counts.get("a").timestamp()).isPositive();
    }

    @Test
    void readsWindows() {
        MillraceStreams streams = countedThreeKeys();

        var windows = streams.store(StoreQueryParameters.fromNameAndType("windows", windowStore()));

        assertThat(read(windows.fetch("a", FIRST, LAST))).containsExactly("0=2");
        assertThat(read(windows.all())).hasSize(3);
    }

    @Test
    void readsSessionsInBothForms() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .groupByKey()
                .windowedBy(SessionWindows.ofInactivityGapWithNoGrace(Duration.ofDays(1)))
                .count(Materialized.as("sessions"));
        MillraceStreams streams = application.start(builder.build());
        application.feed("in", "a", "x");
        application.feed("in", "b", "x");
        application.feed("in", "a", "x");
        EmbeddedApplication.awaitState(streams, MillraceStreams.State.RUNNING);

        ReadOnlySessionStore<String, Long> sessions =
                streams.store(StoreQueryParameters.fromNameAndType("sessions", sessionStore()));
        EmbeddedApplication.await(
                "the session of two records", () -> counted(sessions.fetch("a")).equals(List.of(2L)));
        var asked = streams.query(
                StateQueryRequest.inStore("sessions").withQuery(WindowRangeQuery.<String, Long>withKey("a")));

        List<Long> answers = new ArrayList<>();
        asked.getPartitionResults().values().forEach(result -> answers.addAll(counted(result.getResult())));
        assertThat(answers).containsExactly(2L);
        assertThat(counted(sessions.fetch("a", "b"))).containsExactlyInAnyOrder(2L, 1L);
    }

    private static List<Long> counted(KeyValueIterator<?, Long> entries) {
        List<Long> counts = new ArrayList<>();
        try (entries) {
            entries.forEachRemaining(entry -> counts.add(entry.value));
        }
        return counts;
    }

    @Test
    void readsOnePartitionAndRefusesOneThatIsNotThere() {
        MillraceStreams streams = countedThreeKeys();
        int partition = streams.queryMetadataForKey("counts", "a", new StringSerializer())
                .partition();

        var parameters = StoreQueryParameters.fromNameAndType("counts", QueryableStoreTypesOf.<String, Long>plain());

        assertThat(streams.store(parameters.withPartition(partition)).get("a")).isEqualTo(2);
        assertThat(streams.store(parameters.withPartition(1 - partition)).get("a"))
                .isNull();
        assertThatThrownBy(() -> streams.store(parameters.withPartition(7)))
                .isInstanceOf(InvalidStateStorePartitionException.class)
                .hasMessageContaining("partition 7 of store counts");
    }

    /** A type of the user's own, that takes the partitions as they come. */
    private record QueryableStoreTypesOf<K, V>() implements QueryableStoreType<ReadOnlyKeyValueStore<K, V>> {

        static <K, V> QueryableStoreType<ReadOnlyKeyValueStore<K, V>> plain() {
            return keyValueStore();
        }

        @Override
        public boolean accepts(StateStore stateStore) {
            return stateStore.name().equals("counts");
        }

        @Override
        public ReadOnlyKeyValueStore<K, V> create(StateStoreProvider storeProvider, String storeName) {
            return storeProvider.stores(storeName, this).get(0);
        }
    }

    @Test
    void readsWithATypeOfTheUsersOwn() {
        MillraceStreams streams = countedThreeKeys();

        ReadOnlyKeyValueStore<String, ValueAndTimestamp<Long>> first =
                streams.store(StoreQueryParameters.fromNameAndType("counts", new QueryableStoreTypesOf<>()));

        assertThat(read(first.all())).isNotEmpty().hasSizeLessThan(4);
    }

    @Test
    void refusesAStoreThatIsNotThereOrOfAnotherKind() {
        MillraceStreams streams = countedThreeKeys();

        assertThatThrownBy(() -> streams.store(StoreQueryParameters.fromNameAndType("count", keyValueStore())))
                .isInstanceOf(UnknownStateStoreException.class)
                .hasMessageContaining("counts");
        assertThatThrownBy(
                        () -> streams.query(StateQueryRequest.inStore("count").withQuery(KeyQuery.withKey("a"))))
                .isInstanceOf(UnknownStateStoreException.class);
        assertThatThrownBy(() -> streams.store(StoreQueryParameters.fromNameAndType("counts", windowStore())))
                .isInstanceOf(InvalidStateStoreException.class)
                .hasMessageContaining("cannot be read as");
    }

    @Test
    void answersOnlyWhileTheApplicationRuns() {
        MillraceStreams streams = application.make(counting());
        var query = StateQueryRequest.inStore("counts").withQuery(KeyQuery.<String, Long>withKey("a"));
        assertThatThrownBy(() -> counts(streams)).isInstanceOf(StreamsNotStartedException.class);
        assertThatThrownBy(() -> streams.query(query)).isInstanceOf(StreamsNotStartedException.class);

        streams.start();
        EmbeddedApplication.awaitState(streams, MillraceStreams.State.RUNNING);
        ReadOnlyKeyValueStore<String, Long> counts = counts(streams);
        assertThat(counts.get("a")).isNull();
        streams.close();

        assertThatThrownBy(() -> counts.get("a")).isInstanceOf(InvalidStateStoreException.class);
        assertThatThrownBy(() -> counts(streams)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> streams.query(query)).isInstanceOf(StreamsStoppedException.class);
    }

    @Test
    void answersKeyAndRangeQueriesPerPartition() {
        MillraceStreams streams = countedThreeKeys();

        StateQueryResult<Long> one =
                streams.query(StateQueryRequest.inStore("counts").withQuery(KeyQuery.<String, Long>withKey("a")));
        StateQueryResult<ValueAndTimestamp<Long>> stamped = streams.query(
                StateQueryRequest.inStore("counts").withQuery(TimestampedKeyQuery.<String, Long>withKey("a")));
        StateQueryResult<KeyValueIterator<String, Long>> all =
                streams.query(StateQueryRequest.inStore("counts").withQuery(RangeQuery.<String, Long>withNoBounds()));

        assertThat(one.getPartitionResults()).containsOnlyKeys(0, 1);
        assertThat(one.getOnlyPartitionResult().getResult()).isEqualTo(2);
        assertThat(stamped.getOnlyPartitionResult().getResult().value()).isEqualTo(2);
        List<String> found = new ArrayList<>();
        all.getPartitionResults().values().forEach(result -> found.addAll(read(result.getResult())));
        assertThat(found).containsExactlyInAnyOrder("a=2", "b=1", "c=1");
    }

    @Test
    void answersWindowQueriesWithTimestamps() {
        MillraceStreams streams = countedThreeKeys();

        var ofKey = streams.query(StateQueryRequest.inStore("windows")
                .withQuery(
                        WindowKeyQuery.<String, ValueAndTimestamp<Long>>withKeyAndWindowStartRange("a", FIRST, LAST)));
        var ofTime = streams.query(StateQueryRequest.inStore("windows")
                .withQuery(WindowRangeQuery.<String, ValueAndTimestamp<Long>>withWindowStartRange(FIRST, LAST)));

        List<Long> counts = new ArrayList<>();
        ofKey.getPartitionResults().values().forEach(result -> {
            try (var entries = result.getResult()) {
                entries.forEachRemaining(entry -> counts.add(entry.value.value()));
            }
        });
        assertThat(counts).containsExactly(2L);
        int windows = 0;
        for (var result : ofTime.getPartitionResults().values()) {
            windows += read(result.getResult()).size();
        }
        assertThat(windows).isEqualTo(3);
    }

    @Test
    void saysWhyAPartitionHasNoAnswer() {
        MillraceStreams streams = countedThreeKeys();
        var counts = StateQueryRequest.inStore("counts");

        QueryResult<Long> notHere = streams.query(
                        counts.withQuery(KeyQuery.<String, Long>withKey("a")).withPartitions(Set.of(7)))
                .getPartitionResults()
                .get(7);
        QueryResult<?> unknown = streams.query(
                        counts.withQuery(WindowKeyQuery.<String, Long>withKeyAndWindowStartRange("a", FIRST, LAST)))
                .getPartitionResults()
                .get(0);
        QueryResult<Long> broken = streams.query(counts.withQuery(KeyQuery.<Integer, Long>withKey(7)))
                .getPartitionResults()
                .get(0);

        assertThat(notHere.getFailureReason()).isEqualTo(FailureReason.NOT_PRESENT);
        assertThat(unknown.getFailureReason()).isEqualTo(FailureReason.UNKNOWN_QUERY_TYPE);
        assertThat(broken.getFailureReason()).isEqualTo(FailureReason.STORE_EXCEPTION);
        assertThatThrownBy(broken::getResult).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysHowFarItHasGotAndWaitsForWhoeverAsksForMore() {
        MillraceStreams streams = countedThreeKeys();
        var query = StateQueryRequest.inStore("counts").withQuery(KeyQuery.<String, Long>withKey("a"));

        EmbeddedApplication.await(
                "the position of all four records",
                () -> records(streams.query(query).getPosition()) == 4);
        Position reached = streams.query(query).getPosition();
        var satisfied = streams.query(query.withPositionBound(PositionBound.at(reached)));
        var ahead = streams.query(query.withPositionBound(
                PositionBound.at(reached.copy().withComponent("in", 0, 1_000).withComponent("in", 1, 1_000))));

        assertThat(satisfied.getOnlyPartitionResult().getResult()).isEqualTo(2);
        assertThat(ahead.getPartitionResults().values())
                .allSatisfy(result -> assertThat(result.getFailureReason()).isEqualTo(FailureReason.NOT_UP_TO_BOUND));
    }

    private static long records(Position position) {
        return position.getPartitionPositions("in").values().stream()
                .mapToLong(offset -> offset + 1)
                .sum();
    }

    @Test
    void knowsItsPositionFromTheStartAfterARestart() {
        MillraceStreams streams = countedThreeKeys();
        var query = StateQueryRequest.inStore("counts").withQuery(KeyQuery.<String, Long>withKey("a"));
        EmbeddedApplication.await(
                "the position of all four records",
                () -> records(streams.query(query).getPosition()) == 4);
        Position before = streams.query(query).getPosition();
        streams.close();

        MillraceStreams again = application.start(counting());
        EmbeddedApplication.await(
                "both partitions",
                () -> again.query(query).getPartitionResults().size() == 2);

        assertThat(again.query(query).getPosition()).isEqualTo(before);
    }

    /** Puts into its store and then waits, so that nothing is committed before the test says so. */
    private static final class Holding implements Processor<String, String, Void, Void> {

        private final CountDownLatch put;
        private final CountDownLatch release;
        private KeyValueStore<String, String> store;

        private Holding(CountDownLatch put, CountDownLatch release) {
            this.put = put;
            this.release = release;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            store = context.getStateStore("held");
        }

        @Override
        public void process(Record<String, String> record) {
            store.put(record.key(), record.value());
            put.countDown();
            try {
                assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void seesNothingThatIsNotCommitted() throws InterruptedException {
        CountDownLatch put = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Topology topology = new Topology()
                .addSource("source", "rates")
                .addProcessor("holding", () -> new Holding(put, release), "source")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore("held"), Serdes.String(), Serdes.String()),
                        "holding");
        MillraceStreams streams = application.start(topology);
        EmbeddedApplication.awaitState(streams, MillraceStreams.State.RUNNING);
        application.feed("rates", "a", "1");
        assertThat(put.await(30, TimeUnit.SECONDS)).isTrue();

        ReadOnlyKeyValueStore<String, String> held =
                streams.store(StoreQueryParameters.fromNameAndType("held", keyValueStore()));
        String uncommitted = held.get("a");
        release.countDown();

        assertThat(uncommitted).isNull();
        EmbeddedApplication.await("the commit", () -> "1".equals(held.get("a")));
    }

    @Test
    void readsGlobalStoresInBothForms() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore("rates-store"), Serdes.String(), Serdes.String()),
                "rates",
                Consumed.with(Serdes.String(), Serdes.String()),
                Filling::new);
        builder.stream("in").to("out");
        application.feed("rates", "eur", "2");
        MillraceStreams streams = application.start(builder.build());
        EmbeddedApplication.awaitState(streams, MillraceStreams.State.RUNNING);

        ReadOnlyKeyValueStore<String, String> rates =
                streams.store(StoreQueryParameters.fromNameAndType("rates-store", keyValueStore()));
        StateQueryResult<String> asked = streams.query(
                StateQueryRequest.inStore("rates-store").withQuery(KeyQuery.<String, String>withKey("eur")));

        assertThat(rates.get("eur")).isEqualTo("2");
        assertThat(asked.getGlobalResult().getResult()).isEqualTo("2");
        assertThat(asked.getPosition().getPartitionPositions("rates")).containsEntry(0, 0L);
        assertThat(asked.getPartitionResults()).isEmpty();
    }

    private static final class Filling implements Processor<String, String, Void, Void> {

        private KeyValueStore<String, String> store;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            store = context.getStateStore("rates-store");
        }

        @Override
        public void process(Record<String, String> record) {
            store.put(record.key(), record.value());
        }
    }

    @Test
    void readsWhatAUsersOwnByteStoreHolds() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("rates")
                .toTable(Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("latest")
                        .withStoreType(Materialized.StoreType.IN_MEMORY)
                        .withCachingDisabled())
                .toStream()
                .to("out");
        MillraceStreams streams = application.start(builder.build());
        application.feed("rates", "eur", "2");
        application.awaitWritten("out", 1);

        ReadOnlyKeyValueStore<String, String> latest =
                streams.store(StoreQueryParameters.fromNameAndType("latest", keyValueStore()));

        EmbeddedApplication.await("the commit", () -> "2".equals(latest.get("eur")));
    }

    @Test
    void tellsWhoHoldsWhat() {
        application.with(StreamsConfig.APPLICATION_SERVER_CONFIG, "localhost:8080");
        MillraceStreams streams = countedThreeKeys();

        KeyQueryMetadata owner = streams.queryMetadataForKey("counts", "a", new StringSerializer());

        HostInfo self = new HostInfo("localhost", 8080);
        assertThat(owner.activeHost()).isEqualTo(self);
        assertThat(owner.standbyHosts()).isEmpty();
        assertThat(streams.metadataForAllStreamsClients()).singleElement().satisfies(instance -> {
            assertThat(instance.hostInfo()).isEqualTo(self);
            assertThat(instance.stateStoreNames()).containsExactlyInAnyOrder("counts", "windows");
            assertThat(instance.topicPartitions()).hasSize(2);
        });
        assertThat(streams.streamsMetadataForStore("windows"))
                .extracting(StreamsMetadata::host)
                .containsExactly("localhost");
        assertThat(streams.streamsMetadataForStore("nothing")).isEmpty();
        assertThat(streams.queryMetadataForKey("nothing", "a", new StringSerializer()))
                .isNull();
        assertThatThrownBy(() -> streams.queryMetadataForKey(
                        "counts", "a", (topic, key, value, partitions) -> java.util.Optional.of(Set.of(0, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exactly one");
    }
}
