package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.store.memory.MemoryDatabase;
import io.millrace.streams.query.FailureReason;
import io.millrace.streams.query.KeyQuery;
import io.millrace.streams.query.MultiVersionedKeyQuery;
import io.millrace.streams.query.PositionBound;
import io.millrace.streams.query.Query;
import io.millrace.streams.query.QueryConfig;
import io.millrace.streams.query.QueryResult;
import io.millrace.streams.query.VersionedKeyQuery;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.VersionedKeyValueStore;
import io.millrace.streams.state.VersionedRecord;
import io.millrace.streams.state.VersionedRecordIterator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries to a versioned store: a from 10, b from 20, nothing from 30, c from 40. */
class VersionedQueriesTest {

    private final TestScope scope = new TestScope(new MemoryDatabase(), 1 << 20);
    private final VersionedKeyValueStore<String, String> store = scope.open(Stores.versionedKeyValueStoreBuilder(
            Stores.persistentVersionedKeyValueStore("prices", Duration.ofSeconds(1)),
            Serdes.String(),
            Serdes.String()));

    @BeforeEach
    void fill() {
        store.put("k", "a", 10);
        store.put("k", "b", 20);
        store.put("k", null, 30);
        store.put("k", "c", 40);
    }

    private <R> QueryResult<R> ask(Query<R> query) {
        return store.query(query, PositionBound.unbounded(), new QueryConfig(false));
    }

    private List<VersionedRecord<String>> versions(MultiVersionedKeyQuery<String, String> query) {
        List<VersionedRecord<String>> found = new ArrayList<>();
        try (VersionedRecordIterator<String> versions = ask(query).getResult()) {
            versions.forEachRemaining(found::add);
        }
        return found;
    }

    private static MultiVersionedKeyQuery<String, String> between(long from, long to) {
        return MultiVersionedKeyQuery.<String, String>withKey("k")
                .fromTime(Instant.ofEpochMilli(from))
                .toTime(Instant.ofEpochMilli(to));
    }

    private static VersionedKeyQuery<String, String> at(long time) {
        return VersionedKeyQuery.<String, String>withKey("k").asOf(Instant.ofEpochMilli(time));
    }

    @Test
    void findsTheLatestVersionAndThatOfAMoment() {
        assertThat(ask(VersionedKeyQuery.<String, String>withKey("k")).getResult())
                .isEqualTo(new VersionedRecord<>("c", 40));
        assertThat(ask(at(40)).getResult()).isEqualTo(new VersionedRecord<>("c", 40));
        assertThat(ask(at(29)).getResult()).isEqualTo(new VersionedRecord<>("b", 20, 30));
        assertThat(ask(at(35)).getResult()).isNull();
        assertThat(ask(at(9)).getResult()).isNull();
        assertThat(ask(VersionedKeyQuery.<String, String>withKey("nobody")).getResult())
                .isNull();
    }

    @Test
    void findsAllVersionsTheLatestFirstUnlessAskedOtherwise() {
        List<VersionedRecord<String>> latestFirst = List.of(
                new VersionedRecord<>("c", 40), new VersionedRecord<>("b", 20, 30), new VersionedRecord<>("a", 10, 20));
        MultiVersionedKeyQuery<String, String> all = MultiVersionedKeyQuery.withKey("k");

        assertThat(versions(all)).isEqualTo(latestFirst);
        assertThat(versions(all.withDescendingTimestamps())).isEqualTo(latestFirst);
        assertThat(versions(all.withAscendingTimestamps()))
                .containsExactly(latestFirst.get(2), latestFirst.get(1), latestFirst.get(0));
    }

    @Test
    void findsWhatWasValidAtAnyMomentOfARangeWithBothEnds() {
        assertThat(versions(between(19, 20))).extracting(VersionedRecord::value).containsExactly("b", "a");
        assertThat(versions(between(20, 39))).extracting(VersionedRecord::value).containsExactly("b");
        assertThat(versions(between(30, 39))).isEmpty();
        assertThat(versions(between(30, 40))).extracting(VersionedRecord::value).containsExactly("c");
        assertThat(versions(between(0, 9))).isEmpty();
    }

    @Test
    void ofTimesBeyondTheHistoryOnlyTheLatestVersionIsKnown() {
        store.put("other", "x", 5_000);

        assertThat(ask(at(25)).getResult()).isNull();
        assertThat(ask(at(3_999)).getResult()).isEqualTo(new VersionedRecord<>("c", 40));
        assertThat(versions(between(0, 3_999)))
                .extracting(VersionedRecord::value)
                .containsExactly("c");
    }

    @Test
    void doesNotAnswerAnOrdinaryKeyQuery() {
        assertThat(ask(KeyQuery.<String, String>withKey("k")).getFailureReason())
                .isEqualTo(FailureReason.UNKNOWN_QUERY_TYPE);
    }
}
