package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.store.memory.MemoryDatabase;
import io.millrace.streams.KeyValue;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.Stores;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

/** Stores that keep the keys that were used last. */
class BoundedStoreTest {

    private final MemoryDatabase database = new MemoryDatabase();
    private final TestScope scope = new TestScope(database, 1 << 20);

    private static StoreBuilder<KeyValueStore<String, String>> builder(int keys) {
        return Stores.keyValueStoreBuilder(Stores.lruMap("recent", keys), Serdes.String(), Serdes.String());
    }

    private static List<String> keys(KeyValueStore<String, String> store) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, String> all = store.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    @Test
    void removesTheKeyThatWasUsedLongestAgo() {
        KeyValueStore<String, String> store = scope.open(builder(2));
        store.put("a", "1");
        store.put("b", "2");
        store.get("a");
        store.put("c", "3");

        assertThat(keys(store)).containsExactly("a", "c");
        scope.commit();
        store.putIfAbsent("a", "other");
        store.putAll(List.of(KeyValue.pair("d", "4")));

        assertThat(keys(store)).containsExactly("a", "d");
    }

    @Test
    void aRemovedKeyMakesRoom() {
        KeyValueStore<String, String> store = scope.open(builder(2));
        store.put("a", "1");
        store.put("b", "2");
        store.delete("a");
        store.put("c", "3");

        assertThat(keys(store)).containsExactly("b", "c");
    }

    @Test
    void goesOnWithTheKeysOfItsLastRun() {
        KeyValueStore<String, String> before = scope.open(builder(3));
        before.put("a", "1");
        before.put("b", "2");
        before.put("c", "3");
        scope.commit();
        before.close();

        TestScope next = new TestScope(database, 0);
        KeyValueStore<String, String> smaller = next.open(builder(2));
        assertThat(keys(smaller)).containsExactly("b", "c");
        smaller.put("d", "4");
        next.commit();

        assertThat(keys(smaller)).containsExactly("c", "d");
        ByteStore bytes = database.open(next.slot("recent"), StateDatabase.Residence.MEMORY);
        assertThat(bytes.approximateEntries()).isEqualTo(2);
    }

    @Test
    void keepsNothingWhereThereIsNoRoom() {
        KeyValueStore<String, String> store = scope.open(builder(0));
        store.put("a", "1");

        assertThat(store.get("a")).isNull();
        assertThatThrownBy(() -> Stores.lruMap("recent", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("recent");
    }

    @Test
    void neverHoldsUpdatesBack() {
        KeyValueStore<String, String> store = scope.open(builder(2).withCachingEnabled());

        assertThat(((EmittingStore<?, ?>) store).emitTo((key, newValue, oldValue, timestamp) -> {}, false))
                .isFalse();
        assertThat(store.persistent()).isFalse();
        assertThat(Stores.lruMap("recent", 2).metricsScope()).isEqualTo("in-memory-lru");
    }
}
