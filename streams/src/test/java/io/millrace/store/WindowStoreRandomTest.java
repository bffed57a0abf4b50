package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.TimestampedWindowStore;
import io.millrace.streams.state.ValueAndTimestamp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Window stores against a map with the same retention, under random operations, commits, half commits and restarts. */
class WindowStoreRandomTest {

    private static final long RETENTION_MS = 300_000;
    private static final long SEGMENT_MS = 150_000;
    private static final long SIZE_MS = 10_000;

    @TempDir
    Path folder;

    private Random random;
    private boolean persistent;
    private StoreBuilder<TimestampedWindowStore<String, String>> builder;
    private Model oracle = new Model();
    private final Map<Place, String> downstream = new HashMap<>();
    private int droppedExpected;

    private record Place(String key, long start) {}

    /** What the store should hold, in the order in which it goes over windows. */
    private static final class Model {
        private final TreeMap<Place, ValueAndTimestamp<String>> windows =
                new TreeMap<>(Comparator.<Place>comparingLong(place -> place.start / SEGMENT_MS)
                        .thenComparing(Place::key)
                        .thenComparingLong(Place::start));
        private long observed = -1;

        private Model copy() {
            Model copy = new Model();
            copy.windows.putAll(windows);
            copy.observed = observed;
            return copy;
        }

        private boolean isVisible(Place place) {
            return place.start > observed - RETENTION_MS;
        }
    }

    @ParameterizedTest
    @MethodSource("io.millrace.store.StoreMatrix#all")
    void agreesWithAModel(StoreMatrix.Choice choice) {
        long seed = new Random().nextLong();
        System.out.println("WindowStoreRandomTest " + choice + " seed: " + seed);
        random = new Random(seed);
        persistent = choice.persistent();
        TypedStores stores = new TypedStores();
        builder = stores.timestampedWindowBuilder(
                stores.windowSupplier("windows", RETENTION_MS, SEGMENT_MS, SIZE_MS, false, persistent, true),
                choice.serde(),
                choice.serde());
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
        TimestampedWindowStore<String, String> store = scope.open(builder);
        boolean holds = emitting(store).emitTo(this::receive, false);
        droppedExpected = 0;
        Model committed = oracle.copy();
        boolean underWay = false;
        for (int step = 0; step < 300; step++) {
            scope.at(step, step);
            switch (random.nextInt(12)) {
                case 0 -> {
                    if (underWay) {
                        scope.apply();
                    }
                    scope.emit();
                    scope.seal();
                    underWay = true;
                    committed = oracle.copy();
                    if (holds) {
                        compareDownstream();
                    }
                }
                case 1 -> {
                    if (underWay) {
                        scope.apply();
                        underWay = false;
                    }
                }
                default -> operate(store, step);
            }
            assertThat(scope.dropped).isEqualTo(droppedExpected);
        }
        if (underWay) {
            scope.apply();
        }
        oracle = committed;
        store.close();
        assertThat(scope.memory.usedBytes()).isZero();
        downstream.clear();
        oracle.windows.forEach((place, value) -> downstream.put(place, value.value()));
    }

    private void operate(TimestampedWindowStore<String, String> store, int step) {
        Place place = new Place(key(), start());
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> put(store, place, ValueAndTimestamp.make("v" + step, step));
            case 3 -> put(store, place, null);
            case 4 -> compareOneKey(store, place.key);
            case 5 -> compareRanges(store);
            default ->
                assertThat(store.fetch(place.key, place.start))
                        .isEqualTo(oracle.isVisible(place) ? oracle.windows.get(place) : null);
        }
    }

    private void put(TimestampedWindowStore<String, String> store, Place place, ValueAndTimestamp<String> value) {
        store.put(place.key, value, place.start);
        oracle.observed = Math.max(oracle.observed, place.start);
        boolean kept = persistent
                ? place.start / SEGMENT_MS >= Math.floorDiv(oracle.observed - RETENTION_MS, SEGMENT_MS)
                : oracle.isVisible(place);
        if (!kept) {
            droppedExpected++;
        } else if (value == null) {
            oracle.windows.remove(place);
        } else {
            oracle.windows.put(place, value);
        }
    }

    private void compareOneKey(TimestampedWindowStore<String, String> store, String key) {
        long from = start();
        long to = start();
        List<KeyValue<Long, ValueAndTimestamp<String>>> expected = new ArrayList<>();
        oracle.windows.forEach((place, value) -> {
            if (oracle.isVisible(place) && place.key.equals(key) && place.start >= from && place.start <= to) {
                expected.add(KeyValue.pair(place.start, value));
            }
        });
        assertThat(drain(store.fetch(key, from, to))).isEqualTo(expected);
        Collections.reverse(expected);
        assertThat(drain(store.backwardFetch(key, from, to))).isEqualTo(expected);
    }

    private void compareRanges(TimestampedWindowStore<String, String> store) {
        long from = start();
        long to = start();
        String first = key();
        String last = key();
        Predicate<Place> inTime = place -> place.start >= from && place.start <= to;
        Predicate<Place> inKeys = place -> place.key.compareTo(first) >= 0 && place.key.compareTo(last) <= 0;
        assertThat(windows(store.all())).isEqualTo(expected(place -> true, true));
        assertThat(windows(store.backwardAll())).isEqualTo(expected(place -> true, false));
        assertThat(windows(store.fetchAll(from, to))).isEqualTo(expected(inTime, true));
        assertThat(windows(store.backwardFetchAll(from, to))).isEqualTo(expected(inTime, false));
        assertThat(windows(store.fetch(first, last, from, to))).isEqualTo(expected(inTime.and(inKeys), true));
        assertThat(windows(store.backwardFetch(first, last, from, to))).isEqualTo(expected(inTime.and(inKeys), false));
    }

    private List<KeyValue<Place, ValueAndTimestamp<String>>> expected(Predicate<Place> which, boolean forward) {
        List<KeyValue<Place, ValueAndTimestamp<String>>> expected = new ArrayList<>();
        oracle.windows.forEach((place, value) -> {
            if (oracle.isVisible(place) && which.test(place)) {
                expected.add(KeyValue.pair(place, value));
            }
        });
        if (!forward) {
            Collections.reverse(expected);
        }
        return expected;
    }

    private static List<KeyValue<Place, ValueAndTimestamp<String>>> windows(
            KeyValueIterator<Windowed<String>, ValueAndTimestamp<String>> iterator) {
        List<KeyValue<Place, ValueAndTimestamp<String>>> found = new ArrayList<>();
        for (KeyValue<Windowed<String>, ValueAndTimestamp<String>> entry : drain(iterator)) {
            assertThat(entry.key.window().end() - entry.key.window().start()).isEqualTo(SIZE_MS);
            found.add(
                    KeyValue.pair(new Place(entry.key.key(), entry.key.window().start()), entry.value));
        }
        return found;
    }

    private void receive(Windowed<String> key, String newValue, String oldValue, long timestamp) {
        Place place = new Place(key.key(), key.window().start());
        assertThat(oldValue).isNull();
        if (newValue == null) {
            downstream.remove(place);
        } else {
            downstream.put(place, newValue);
        }
    }

    private void compareDownstream() {
        oracle.windows.forEach((place, value) -> {
            if (oracle.isVisible(place)) {
                assertThat(downstream.get(place)).isEqualTo(value.value());
            }
        });
    }

    private String key() {
        return "k" + random.nextInt(12);
    }

    /** Around the time that was observed: mostly alive, at times expired, at times moving on. */
    private long start() {
        long around = Math.max(0, oracle.observed);
        long windowsBack = random.nextInt(4) == 0 ? RETENTION_MS * 3 / 2 / SIZE_MS : 6;
        return Math.max(0, around - (random.nextInt((int) windowsBack) - 2) * SIZE_MS);
    }

    @SuppressWarnings("unchecked") // the store is one of ours, with these types
    private static EmittingStore<Windowed<String>, String> emitting(Object store) {
        return (EmittingStore<Windowed<String>, String>) store;
    }

    private static <A, V> List<KeyValue<A, V>> drain(KeyValueIterator<A, V> iterator) {
        List<KeyValue<A, V>> list = new ArrayList<>();
        try (iterator) {
            iterator.forEachRemaining(list::add);
        }
        return list;
    }
}
