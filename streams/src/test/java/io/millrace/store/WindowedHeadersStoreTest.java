package io.millrace.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.store.memory.MemoryDatabase;
import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.internals.SessionWindow;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.query.PositionBound;
import io.millrace.streams.query.Query;
import io.millrace.streams.query.QueryConfig;
import io.millrace.streams.query.WindowKeyQuery;
import io.millrace.streams.query.WindowRangeQuery;
import io.millrace.streams.state.AggregationWithHeaders;
import io.millrace.streams.state.HeadersBytesStoreSupplier;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.QueryableStoreType;
import io.millrace.streams.state.QueryableStoreTypes;
import io.millrace.streams.state.SessionStoreWithHeaders;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.TimestampedWindowStoreWithHeaders;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.ValueTimestampHeaders;
import io.millrace.streams.state.WindowStoreIterator;
import io.millrace.streams.state.internals.StateStoreProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Window and session stores that keep headers. */
class WindowedHeadersStoreTest {

    private static final Windowed<String> SESSION = new Windowed<>("k", new SessionWindow(10, 20));

    private final TestScope scope = new TestScope(new MemoryDatabase(), 1 << 20);

    private static StoreBuilder<TimestampedWindowStoreWithHeaders<String, String>> windows() {
        return Stores.timestampedWindowStoreWithHeadersBuilder(
                Stores.persistentTimestampedWindowStoreWithHeaders(
                        "windows", Duration.ofSeconds(1), Duration.ofMillis(10), false),
                Serdes.String(),
                Serdes.String());
    }

    private static StoreBuilder<SessionStoreWithHeaders<String, String>> sessions() {
        return Stores.sessionStoreWithHeadersBuilder(
                Stores.persistentSessionStoreWithHeaders("sessions", Duration.ofSeconds(1)),
                Serdes.String(),
                Serdes.String());
    }

    private static Headers headers() {
        return new RecordHeaders().add("trace", "7".getBytes(UTF_8)).add("empty", null);
    }

    private TimestampedWindowStoreWithHeaders<String, String> filledWindows() {
        TimestampedWindowStoreWithHeaders<String, String> store = scope.open(windows());
        store.put("k", ValueTimestampHeaders.make("v", 15, headers()), 10);
        return store;
    }

    private SessionStoreWithHeaders<String, String> filledSessions() {
        SessionStoreWithHeaders<String, String> store = scope.open(sessions());
        store.put(SESSION, AggregationWithHeaders.make("v", headers()));
        return store;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsHeadersBesideTheValueOfAWindow(boolean committed) {
        TimestampedWindowStoreWithHeaders<String, String> store = filledWindows();
        if (committed) {
            scope.commit();
        }

        assertThat(store.fetch("k", 10)).isEqualTo(ValueTimestampHeaders.make("v", 15, headers()));
        store.put("k", null, 10);
        assertThat(store.fetch("k", 10)).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsHeadersBesideTheAggregateOfASession(boolean committed) {
        SessionStoreWithHeaders<String, String> store = filledSessions();
        if (committed) {
            scope.commit();
        }

        assertThat(store.fetchSession("k", 10, 20)).isEqualTo(AggregationWithHeaders.make("v", headers()));
        try (KeyValueIterator<Windowed<String>, AggregationWithHeaders<String>> all = store.fetch("k")) {
            assertThat(all.next()).isEqualTo(KeyValue.pair(SESSION, AggregationWithHeaders.make("v", headers())));
        }
        store.remove(SESSION);
        assertThat(store.fetchSession("k", 10, 20)).isNull();
    }

    @Test
    void whoeverChangesHeadersDoesNotChangeTheStore() {
        SessionStoreWithHeaders<String, String> store = filledSessions();
        store.fetchSession("k", 10, 20).headers().remove("trace");

        assertThat(store.fetchSession("k", 10, 20).headers()).isEqualTo(headers());
    }

    @Test
    void theirSuppliersSayThatTheyKeepHeaders() {
        assertThat(Stores.persistentSessionStoreWithHeaders("s", Duration.ZERO))
                .isInstanceOf(HeadersBytesStoreSupplier.class);
        assertThat(Stores.persistentSessionStore("s", Duration.ZERO)).isNotInstanceOf(HeadersBytesStoreSupplier.class);
        assertThat(Stores.persistentTimestampedWindowStoreWithHeaders("w", Duration.ZERO, Duration.ZERO, false))
                .isInstanceOf(HeadersBytesStoreSupplier.class);
        assertThat(Stores.persistentTimestampedWindowStore("w", Duration.ZERO, Duration.ZERO, false))
                .isNotInstanceOf(HeadersBytesStoreSupplier.class);
    }

    private static <R> R answer(StateStore store, Query<R> query) {
        return store.query(query, PositionBound.unbounded(), new QueryConfig(false))
                .getResult();
    }

    @Test
    void queriesToWindowsAreAnsweredWithTimesAndWithoutHeaders() {
        TimestampedWindowStoreWithHeaders<String, String> store = filledWindows();
        Instant from = Instant.ofEpochMilli(0);
        Instant to = Instant.ofEpochMilli(100);

        try (WindowStoreIterator<ValueAndTimestamp<String>> found = answer(
                store, WindowKeyQuery.<String, ValueAndTimestamp<String>>withKeyAndWindowStartRange("k", from, to))) {
            assertThat(found.next()).isEqualTo(KeyValue.pair(10L, ValueAndTimestamp.make("v", 15)));
        }
        try (KeyValueIterator<Windowed<String>, ValueAndTimestamp<String>> found =
                answer(store, WindowRangeQuery.<String, ValueAndTimestamp<String>>withWindowStartRange(from, to))) {
            assertThat(found.next().value).isEqualTo(ValueAndTimestamp.make("v", 15));
        }
    }

    @Test
    void queriesToSessionsAreAnsweredWithoutHeaders() {
        SessionStoreWithHeaders<String, String> store = filledSessions();

        try (KeyValueIterator<Windowed<String>, String> found =
                answer(store, WindowRangeQuery.<String, String>withKey("k"))) {
            assertThat(found.next()).isEqualTo(KeyValue.pair(SESSION, "v"));
        }
    }

    @Test
    void windowsAreReadFromOutsideInThreeForms() {
        TimestampedWindowStoreWithHeaders<String, String> store = filledWindows();

        assertThat(outside(store, QueryableStoreTypes.<String, String>windowStore())
                        .fetch("k", 10))
                .isEqualTo("v");
        assertThat(outside(store, QueryableStoreTypes.<String, String>timestampedWindowStore())
                        .fetch("k", 10))
                .isEqualTo(ValueAndTimestamp.make("v", 15));
        assertThat(outside(store, QueryableStoreTypes.<String, String>timestampedWindowStoreWithHeaders())
                        .fetch("k", 10))
                .isEqualTo(ValueTimestampHeaders.make("v", 15, headers()));
    }

    @Test
    void sessionsAreReadFromOutsideInTwoForms() {
        SessionStoreWithHeaders<String, String> store = filledSessions();

        assertThat(outside(store, QueryableStoreTypes.<String, String>sessionStore())
                        .fetchSession("k", 10, 20))
                .isEqualTo("v");
        assertThat(outside(store, QueryableStoreTypes.<String, String>sessionStoreWithHeaders())
                        .fetchSession("k", 10, 20))
                .isEqualTo(AggregationWithHeaders.make("v", headers()));
    }

    private static <T> T outside(StateStore store, QueryableStoreType<T> type) {
        assertThat(type.accepts(store)).isTrue();
        return type.create(new OneStore(store), store.name());
    }

    /** One partition, which is all there is. */
    private record OneStore(StateStore store) implements StateStoreProvider {

        @Override
        @SuppressWarnings("unchecked") // the type accepted the store
        public <T> List<T> stores(String storeName, QueryableStoreType<T> queryableStoreType) {
            return List.of((T) store);
        }
    }
}
