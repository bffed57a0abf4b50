package io.millrace.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.store.memory.MemoryDatabase;
import io.millrace.streams.KeyValue;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.query.KeyQuery;
import io.millrace.streams.query.PositionBound;
import io.millrace.streams.query.Query;
import io.millrace.streams.query.QueryConfig;
import io.millrace.streams.query.RangeQuery;
import io.millrace.streams.query.TimestampedKeyQuery;
import io.millrace.streams.query.TimestampedRangeQuery;
import io.millrace.streams.state.HeadersBytesStore;
import io.millrace.streams.state.HeadersBytesStoreSupplier;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.QueryableStoreType;
import io.millrace.streams.state.QueryableStoreTypes;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.ValueTimestampHeaders;
import io.millrace.streams.state.internals.StateStoreProvider;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key-value stores that keep headers. The bytes are those that Kafka Streams 4.3.1 writes. */
class HeadersStoreTest {

    private final MemoryDatabase database = new MemoryDatabase();
    private final TestScope scope = new TestScope(database, 1 << 20);

    private static StoreBuilder<TimestampedKeyValueStoreWithHeaders<String, String>> builder() {
        return Stores.timestampedKeyValueStoreWithHeadersBuilder(
                Stores.persistentTimestampedKeyValueStoreWithHeaders("traced"), Serdes.String(), Serdes.String());
    }

    private static Headers headers() {
        return new RecordHeaders().add("trace", "7".getBytes(UTF_8)).add("empty", null);
    }

    private byte[] stored(String key) {
        return database.open(scope.slot("traced"), StateDatabase.Residence.DISK).get(key.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsHeadersBesideTheValue(boolean committed) {
        TimestampedKeyValueStoreWithHeaders<String, String> store = scope.open(builder());
        store.put("k", ValueTimestampHeaders.make("v", 5, headers()));
        if (committed) {
            scope.commit();
        }

        assertThat(store.get("k")).isEqualTo(ValueTimestampHeaders.make("v", 5, headers()));
        store.delete("k");
        assertThat(store.get("k")).isNull();
    }

    @Test
    void whoeverChangesHeadersDoesNotChangeTheStore() {
        TimestampedKeyValueStoreWithHeaders<String, String> store = scope.open(builder());
        Headers given = headers();
        store.put("k", ValueTimestampHeaders.make("v", 5, given));
        given.remove("trace");
        store.get("k").headers().remove("empty");

        assertThat(store.get("k").headers()).isEqualTo(headers());
    }

    @Test
    void writesTheFormOfKafkaStreams() {
        TimestampedKeyValueStoreWithHeaders<String, String> store = scope.open(builder());
        store.put("k", ValueTimestampHeaders.make("v", 5, headers()));
        store.put("none", ValueTimestampHeaders.make("v", 5, null));
        scope.commit();

        assertThat(HexFormat.of().formatHex(stored("k")))
                .isEqualTo("20" + "04" + "0a7472616365" + "0237" + "0a656d707479" + "01" + "0000000000000005" + "76");
        assertThat(HexFormat.of().formatHex(stored("none"))).isEqualTo("00" + "0000000000000005" + "76");
        assertThat(HeadersBytesStore.convertFromPlainToHeaderFormat(new byte[] {1}))
                .containsExactly(0, -1, -1, -1, -1, -1, -1, -1, -1, 1);
        assertThat(HeadersBytesStore.convertToHeaderFormat(new byte[] {9})).containsExactly(0, 9);
        assertThat(HeadersBytesStore.convertToHeaderFormat(null)).isNull();
    }

    @Test
    void anUpdateThatWasHeldBackGoesOnWithItsTime() {
        TimestampedKeyValueStoreWithHeaders<String, String> store =
                scope.open(builder().withCachingEnabled());
        List<String> emitted = new ArrayList<>();
        ((TypedHeadersKeyValueStore<String, String>) store)
                .emitTo((key, newValue, oldValue, time) -> emitted.add(key + newValue + oldValue + time), true);
        scope.at(0, 3);
        store.put("k", ValueTimestampHeaders.make("a", 5, headers()));
        scope.emit();
        store.put("k", ValueTimestampHeaders.make("b", 6, headers()));
        scope.emit();

        assertThat(emitted).containsExactly("kanull5", "kba6");
    }

    @Test
    void itsSupplierSaysThatItKeepsHeaders() {
        assertThat(Stores.persistentTimestampedKeyValueStoreWithHeaders("traced"))
                .isInstanceOf(HeadersBytesStoreSupplier.class);
        assertThat(Stores.persistentTimestampedKeyValueStore("plain")).isNotInstanceOf(HeadersBytesStoreSupplier.class);
    }

    private <R> R answer(TimestampedKeyValueStoreWithHeaders<String, String> store, Query<R> query) {
        return store.query(query, PositionBound.unbounded(), new QueryConfig(false))
                .getResult();
    }

    @Test
    void answersQueriesForLessThanItKeeps() {
        TimestampedKeyValueStoreWithHeaders<String, String> store = scope.open(builder());
        store.put("k", ValueTimestampHeaders.make("v", 5, headers()));

        assertThat(answer(store, KeyQuery.<String, String>withKey("k"))).isEqualTo("v");
        assertThat(answer(store, KeyQuery.<String, String>withKey("none"))).isNull();
        assertThat(answer(store, TimestampedKeyQuery.<String, String>withKey("k")))
                .isEqualTo(ValueAndTimestamp.make("v", 5));
        try (KeyValueIterator<String, String> all = answer(store, RangeQuery.<String, String>withNoBounds())) {
            assertThat(all.next()).isEqualTo(KeyValue.pair("k", "v"));
        }
        try (KeyValueIterator<String, ValueAndTimestamp<String>> all =
                answer(store, TimestampedRangeQuery.<String, String>withNoBounds())) {
            assertThat(all.next()).isEqualTo(KeyValue.pair("k", ValueAndTimestamp.make("v", 5)));
        }
    }

    @Test
    void isReadFromOutsideInThreeForms() {
        TimestampedKeyValueStoreWithHeaders<String, String> store = scope.open(builder());
        store.put("k", ValueTimestampHeaders.make("v", 5, headers()));

        assertThat(outside(store, QueryableStoreTypes.<String, String>keyValueStore())
                        .get("k"))
                .isEqualTo("v");
        assertThat(outside(store, QueryableStoreTypes.<String, String>timestampedKeyValueStore())
                        .get("k"))
                .isEqualTo(ValueAndTimestamp.make("v", 5));
        assertThat(outside(store, QueryableStoreTypes.<String, String>timestampedKeyValueStoreWithHeaders())
                        .get("k"))
                .isEqualTo(ValueTimestampHeaders.make("v", 5, headers()));
    }

    @Test
    void aStoreWithoutHeadersIsNotReadAsOneWithThem() {
        StateStore plain = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("plain"), Serdes.String(), Serdes.String())
                .build();

        assertThat(QueryableStoreTypes.timestampedKeyValueStoreWithHeaders().accepts(plain))
                .isFalse();
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
