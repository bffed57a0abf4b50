package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.KeyValue;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.WindowStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Window stores that keep duplicates against a list, under random operations, commits, half commits and restarts. */
class DuplicatesRandomTest {

    private static final long RETENTION_MS = 2_000;
    private static final long SEGMENT_MS = 1_000;

    @TempDir
    Path folder;

    private Random random;
    private List<Put> model = new ArrayList<>();
    private long observed = -1;
    private long now;

    private record Put(String key, long start, String value) {}

    @ParameterizedTest
    @MethodSource("io.millrace.store.StoreMatrix#all")
    void agreesWithAList(StoreMatrix.Choice choice) {
        long seed = new Random().nextLong();
        System.out.println("DuplicatesRandomTest " + choice + " seed: " + seed);
        random = new Random(seed);
        TypedStores stores = new TypedStores();
        StoreBuilder<WindowStore<String, String>> builder = stores.windowBuilder(
                stores.windowSupplier("kept", RETENTION_MS, SEGMENT_MS, 10, true, choice.persistent(), false),
                choice.serde(),
                choice.serde());
        try (StateDatabase database = choice.open(folder)) {
            for (int life = 0; life < 4; life++) {
                live(new TestScope(database, choice.cacheBytes()), builder);
            }
        }
    }

    private void live(TestScope scope, StoreBuilder<WindowStore<String, String>> builder) {
        WindowStore<String, String> store = scope.open(builder);
        List<Put> committed = List.copyOf(model);
        long committedTime = observed;
        boolean underWay = false;
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(20)) {
                case 0 -> {
                    if (underWay) {
                        scope.apply();
                    }
                    scope.seal();
                    underWay = true;
                    committed = List.copyOf(model);
                    committedTime = observed;
                }
                case 1 -> {
                    if (underWay) {
                        scope.apply();
                        underWay = false;
                    }
                }
                case 2, 3, 4, 5, 6, 7, 8 -> compare(store);
                default -> put(store, new Put(key(), start(), "v" + step));
            }
        }
        if (underWay) {
            scope.apply();
        }
        model = new ArrayList<>(committed);
        observed = committedTime;
        store.close();
        assertThat(scope.memory.usedBytes()).isZero();
    }

    private void put(WindowStore<String, String> store, Put put) {
        store.put(put.key, put.value, put.start);
        model.add(put);
        observed = Math.max(observed, put.start);
    }

    private void compare(WindowStore<String, String> store) {
        String key = key();
        long from = Math.max(0, start() - random.nextInt(500));
        long to = from + random.nextInt(1000);
        List<KeyValue<Long, String>> expected = new ArrayList<>(model.stream()
                .filter(put -> put.key.equals(key) && put.start >= from && put.start <= to)
                .filter(put -> put.start > observed - RETENTION_MS)
                .sorted(Comparator.comparingLong(Put::start))
                .map(put -> KeyValue.pair(put.start, put.value))
                .toList());
        assertThat(drain(store.fetch(key, from, to))).isEqualTo(expected);
        Collections.reverse(expected);
        assertThat(drain(store.backwardFetch(key, from, to))).isEqualTo(expected);
    }

    private static List<KeyValue<Long, String>> drain(KeyValueIterator<Long, String> iterator) {
        List<KeyValue<Long, String>> all = new ArrayList<>();
        try (iterator) {
            iterator.forEachRemaining(all::add);
        }
        return all;
    }

    private String key() {
        return "k" + random.nextInt(6);
    }

    /** Times mostly move on; some are late, many are equal. */
    private long start() {
        now += random.nextInt(4) == 0 ? random.nextInt(60) : 0;
        return random.nextInt(3) == 0 ? Math.max(0, now - random.nextInt(2500)) : now;
    }
}
