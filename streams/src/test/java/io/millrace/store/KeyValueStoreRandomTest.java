package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.KeyValue;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.TimestampedKeyValueStore;
import io.millrace.streams.state.ValueAndTimestamp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Key-value stores against a {@code TreeMap}, under random operations and commits at random moments, also half commits
 * (sealed but not applied) and restarts. What is emitted must lead a copy from each commit to the next.
 */
class KeyValueStoreRandomTest {

    @TempDir
    Path folder;

    private final NavigableMap<String, ValueAndTimestamp<String>> oracle = new TreeMap<>();
    private final Map<String, String> downstream = new HashMap<>();
    private Random random;
    private StoreBuilder<TimestampedKeyValueStore<String, String>> builder;

    @ParameterizedTest
    @MethodSource("io.millrace.store.StoreMatrix#all")
    void agreesWithATreeMap(StoreMatrix.Choice choice) {
        long seed = new Random().nextLong();
        System.out.println("KeyValueStoreRandomTest " + choice + " seed: " + seed);
        random = new Random(seed);
        TypedStores stores = new TypedStores();
        builder = stores.timestampedKeyValueBuilder(
                stores.keyValueSupplier("table", choice.persistent(), true), choice.serde(), choice.serde());
        if (choice.cached()) {
            builder.withCachingEnabled();
        }
        try (StateDatabase database = choice.open(folder)) {
            for (int life = 0; life < 4; life++) {
                live(new TestScope(database, choice.cacheBytes()));
            }
        }
    }

    private void live(TestScope scope) {
        TimestampedKeyValueStore<String, String> store = scope.open(builder);
        boolean holds = emitting(store).emitTo(this::receive, true);
        NavigableMap<String, ValueAndTimestamp<String>> committed = new TreeMap<>(oracle);
        boolean underWay = false;
        for (int i = 0; i < 400; i++) {
            scope.at(i, i);
            switch (random.nextInt(12)) {
                case 0 -> {
                    if (underWay) {
                        scope.apply();
                    }
                    scope.emit();
                    scope.seal();
                    underWay = true;
                    committed = new TreeMap<>(oracle);
                    if (holds) {
                        assertThat(downstream).isEqualTo(plain(oracle));
                    }
                }
                case 1 -> {
                    if (underWay) {
                        scope.apply();
                        underWay = false;
                    }
                }
                default -> operate(store, i);
            }
        }
        if (underWay) {
            scope.apply();
        }
        // A crash: what was not committed is gone.
        oracle.clear();
        oracle.putAll(committed);
        store.close();
        assertThat(scope.memory.usedBytes()).isZero();
        assertThat(scope.memory.uncommittedBytes()).isZero();
        downstream.clear();
        downstream.putAll(plain(oracle));
    }

    private void operate(TimestampedKeyValueStore<String, String> store, int step) {
        String key = key();
        ValueAndTimestamp<String> value = ValueAndTimestamp.make("v" + step, step);
        switch (random.nextInt(9)) {
            case 0, 1 -> {
                store.put(key, value);
                oracle.put(key, value);
            }
            case 2 -> {
                store.put(key, null);
                oracle.remove(key);
            }
            case 3 -> assertThat(store.delete(key)).isEqualTo(oracle.remove(key));
            case 4 -> assertThat(store.putIfAbsent(key, value)).isEqualTo(oracle.putIfAbsent(key, value));
            case 5 -> {
                store.putAll(List.of(KeyValue.pair(key, value), KeyValue.pair("z", value)));
                oracle.put(key, value);
                oracle.put("z", value);
            }
            case 6 -> compareRange(store);
            default -> assertThat(store.get(key)).isEqualTo(oracle.get(key));
        }
    }

    private void compareRange(TimestampedKeyValueStore<String, String> store) {
        String one = key();
        String two = key();
        String from = one.compareTo(two) < 0 ? one : two;
        String to = from.equals(one) ? two : one;
        assertThat(drain(store.range(from, to))).isEqualTo(list(oracle.subMap(from, true, to, true)));
        assertThat(drain(store.reverseRange(from, null)))
                .isEqualTo(list(oracle.tailMap(from, true).descendingMap()));
        assertThat(drain(store.range(null, to))).isEqualTo(list(oracle.headMap(to, true)));
        assertThat(drain(store.reverseAll())).isEqualTo(list(oracle.descendingMap()));
        assertThat(drain(store.all())).isEqualTo(list(oracle));
        assertThat(drain(store.prefixScan("k1", new StringSerializer())))
                .isEqualTo(list(oracle.subMap("k1", true, "k2", false)));
    }

    private void receive(String key, String newValue, String oldValue, long timestamp) {
        assertThat(oldValue).isEqualTo(downstream.get(key));
        assertThat(newValue).isEqualTo(ValueAndTimestamp.getValueOrNull(oracle.get(key)));
        if (newValue == null) {
            downstream.remove(key);
        } else {
            assertThat(timestamp).isEqualTo(oracle.get(key).timestamp());
            downstream.put(key, newValue);
        }
    }

    private String key() {
        return "k" + random.nextInt(30);
    }

    @SuppressWarnings("unchecked") // the store is one of ours, with these types
    private static EmittingStore<String, String> emitting(Object store) {
        return (EmittingStore<String, String>) store;
    }

    private static Map<String, String> plain(Map<String, ValueAndTimestamp<String>> stamped) {
        Map<String, String> plain = new HashMap<>();
        stamped.forEach((key, value) -> plain.put(key, value.value()));
        return plain;
    }

    private static <V> List<KeyValue<String, V>> list(Map<String, V> map) {
        List<KeyValue<String, V>> list = new ArrayList<>();
        map.forEach((key, value) -> list.add(KeyValue.pair(key, value)));
        return list;
    }

    private static <V> List<KeyValue<String, V>> drain(KeyValueIterator<String, V> iterator) {
        List<KeyValue<String, V>> list = new ArrayList<>();
        try (iterator) {
            iterator.forEachRemaining(list::add);
        }
        return list;
    }
}
