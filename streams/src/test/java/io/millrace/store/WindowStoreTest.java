package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.store.memory.MemoryDatabase;
import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.TimestampedWindowStore;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.WindowStore;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

class WindowStoreTest {

    private static final long MINUTE = 60_000;

    private final TypedStores stores = new TypedStores();
    private final TestScope scope = new TestScope(new MemoryDatabase(), 1 << 20);

    /** Retention of two minutes, segments of one. */
    private StoreBuilder<WindowStore<String, String>> plain(boolean persistent, boolean duplicates) {
        return stores.windowBuilder(
                stores.windowSupplier("windows", 2 * MINUTE, MINUTE, 10, duplicates, persistent, false),
                Serdes.String(),
                Serdes.String());
    }

    @Test
    void writesTheBytesOfKafkaStreamsBehindTheSegment() {
        TimestampedWindowStore<String, Long> store = scope.open(stores.timestampedWindowBuilder(
                stores.windowSupplier("windows", 2 * MINUTE, MINUTE, 10, false, true, true),
                Serdes.String(),
                Serdes.Long()));
        store.put("K", ValueAndTimestamp.make(1L, 150L), 0);
        store.put("K", ValueAndTimestamp.make(2L, 151L), MINUTE);

        List<String> written = new ArrayList<>();
        scope.commit().forEach(new StateChanges.Visitor() {
            @Override
            public void put(StoreSlot slot, byte[] key, byte[] value) {
                written.add(HexFormat.of().formatHex(key) + " " + HexFormat.of().formatHex(value));
            }

            @Override
            public void deleteRange(StoreSlot slot, byte[] from, byte[] to) {
                written.add("delete");
            }
        });

        assertThat(written)
                .containsExactly(
                        "0000000000000000" + "4b" + "0000000000000000" + "00000000" + " 0000000000000096"
                                + "0000000000000001",
                        "0000000000000001" + "4b" + "000000000000ea60" + "00000000" + " 0000000000000097"
                                + "0000000000000002",
                        "ffffffffffffffff 000000000000ea60" + "00000000");
    }

    @Test
    void anExpiredWindowIsInvisibleAtOnceAndRemovedAtTheCommit() {
        WindowStore<String, String> store = scope.open(plain(true, false));
        store.put("a", "1", 0);
        store.put("a", "2", MINUTE);
        scope.commit();
        store.put("b", "3", 3 * MINUTE - 1);

        assertThat(store.fetch("a", 0)).isNull();
        assertThat(store.fetch("a", MINUTE)).isEqualTo("2");
        assertThat(starts(store.fetch("a", 0, 10 * MINUTE))).containsExactly(MINUTE);
        assertThat(keys(store.all())).containsExactly("a", "b");

        store.put("b", "4", 3 * MINUTE);
        scope.commit();
        ByteStore bytes = scope.database.open(new StoreSlot("windows", 2), StateDatabase.Residence.DISK);
        try (ByteCursor cursor = bytes.scan(null, null, true)) {
            assertThat(cursor.next()).isTrue();
            assertThat(WindowKeys.ofWindows(MINUTE).time(cursor.key())).isEqualTo(MINUTE);
        }
    }

    @Test
    void onDiskALateWindowIsKeptWhileItsSegmentIsAlive() {
        WindowStore<String, String> store = scope.open(plain(true, false));
        store.put("a", "1", 3 * MINUTE + 30_000);
        store.put("a", "late but in a live segment", MINUTE + 1);
        assertThat(scope.dropped).isZero();

        store.put("a", "too late", MINUTE - 1);
        assertThat(scope.dropped).isEqualTo(1);
    }

    @Test
    void onTheHeapALateWindowIsDroppedOnceItIsInvisible() {
        WindowStore<String, String> store = scope.open(plain(false, false));
        store.put("a", "1", 3 * MINUTE);
        store.put("a", "in time", MINUTE + 1);
        assertThat(scope.dropped).isZero();

        store.put("a", "too late", MINUTE);
        assertThat(scope.dropped).isEqualTo(1);
        assertThat(store.fetch("a", MINUTE)).isNull();
    }

    @Test
    void aRestartChangesNeitherTimeNorNumbersOfDuplicates() {
        WindowStore<String, String> store = scope.open(plain(true, true));
        store.put("a", "1", 3 * MINUTE);
        scope.commit();

        TestScope again = new TestScope(scope.database, 0);
        WindowStore<String, String> reopened = again.open(plain(true, true));
        reopened.put("a", "2", 3 * MINUTE);
        reopened.put("a", "too late", 0);

        assertThat(again.dropped).isEqualTo(1);
        assertThat(values(reopened.fetch("a", 0, 9 * MINUTE))).containsExactly("1", "2");
    }

    @Test
    void findsTheTimeInTheWindowsThemselvesWhenThereAreNoNotes() {
        StateChanges restored = new StateChanges();
        WindowKeys keys = WindowKeys.ofWindows(MINUTE);
        StoreSlot slot = new StoreSlot("windows", 2);
        restored.put(slot, keys.storeKey(new byte[] {'a'}, 3 * MINUTE + 7, 0), new byte[] {'x'});
        restored.put(slot, keys.storeKey(new byte[] {'b'}, 3 * MINUTE + 1, 0), new byte[] {'y'});
        scope.database.apply(restored);

        WindowStore<String, String> store = scope.open(plain(true, false));

        assertThat(store.fetch("a", 3 * MINUTE + 7)).isEqualTo("x");
        store.put("a", "late", MINUTE + 7);
        assertThat(store.fetch("a", MINUTE + 7)).isNull();
    }

    @Test
    void keepsDuplicatesInTheOrderInWhichTheyCame() {
        WindowStore<String, String> store = scope.open(plain(true, true).withCachingEnabled());
        store.put("a", "1", 5);
        store.put("a", "2", 5);
        store.put("a", null, 5);
        scope.commit();
        store.put("a", "3", 5);

        assertThat(values(store.fetch("a", 5, 5))).containsExactly("1", "2", "3");
        assertThat(values(store.backwardFetch("a", 5, 5))).containsExactly("3", "2", "1");
        assertThat(((EmittingStore<?, ?>) store).emitTo((key, now, old, time) -> {}, false))
                .isFalse();
    }

    @Test
    void keysOfDifferentLengthsDoNotMix() {
        WindowStore<String, String> store = scope.open(plain(true, false));
        for (String key : List.of("", "a", "a\0", "a\0\0", "ab", "b")) {
            store.put(key, "v", 1);
            store.put(key, "v", 7);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(starts(store.fetch("a", 0, 9))).containsExactly(1L, 7L);
            assertThat(keys(store.fetch("a", "a\0\0", 0, 9)))
                    .containsExactlyInAnyOrder("a", "a", "a\0", "a\0", "a\0\0", "a\0\0");
            assertThat(keys(store.fetch(null, "a", 0, 5))).containsExactlyInAnyOrder("", "a");
            assertThat(keys(store.fetch("ab", null, 0, 5))).containsExactlyInAnyOrder("ab", "b");
            scope.commit();
        }
    }

    @Test
    void emitsWindowedKeys() {
        WindowStore<String, String> store = scope.open(plain(true, false).withCachingEnabled());
        List<String> emitted = new ArrayList<>();
        emitting(store).emitTo((key, now, old, time) -> emitted.add(key + " " + now + " @" + time), true);
        scope.at(3, 33);
        store.put("a", "1", 20);
        store.put("a", null, 40);

        scope.commit();

        assertThat(emitted).containsExactly("[a@20/30] 1 @33");
    }

    @SuppressWarnings("unchecked") // the store is one of ours, with these types
    private static EmittingStore<Windowed<String>, String> emitting(Object store) {
        return (EmittingStore<Windowed<String>, String>) store;
    }

    @Test
    void aUserMayDeleteWhileIterating() {
        WindowStore<String, String> store = scope.open(plain(true, false));
        for (int i = 0; i < 6; i++) {
            store.put("a", "v", i * 10_000L);
        }
        scope.commit();
        try (KeyValueIterator<Long, String> iterator = store.fetch("a", 0, MINUTE)) {
            while (iterator.hasNext()) {
                store.put("a", null, iterator.next().key);
            }
        }

        assertThat(keys(store.all())).isEmpty();
    }

    @Test
    void refusesAWindowThatBeginsBeforeTheEpoch() {
        WindowStore<String, String> store = scope.open(plain(true, false));

        assertThatThrownBy(() -> store.put("a", "1", -5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-5 (expected: >= 0)");
        assertThat(store.fetch("a", -5)).isNull();
    }

    @Test
    void worksOnItsOwnAndIsRestored() throws Exception {
        TestScope.Mock mock = new TestScope.Mock();
        WindowStore<String, String> store = plain(false, false).build();
        store.init(mock, store);
        byte[] changelogKey = HexFormat.of().parseHex("4b" + "0000000000000007" + "00000000");
        mock.callbacks.get(0).restore(changelogKey, new byte[] {'v'});
        store.put("K", "w", 8);

        assertThat(values(store.fetch("K", 0, 100))).containsExactly("v", "w");
    }

    private static List<Long> starts(KeyValueIterator<Long, String> iterator) {
        List<Long> starts = new ArrayList<>();
        for (KeyValue<Long, String> entry : drain(iterator)) {
            starts.add(entry.key);
        }
        return starts;
    }

    private static List<String> values(KeyValueIterator<Long, String> iterator) {
        List<String> values = new ArrayList<>();
        for (KeyValue<Long, String> entry : drain(iterator)) {
            values.add(entry.value);
        }
        return values;
    }

    private static List<String> keys(KeyValueIterator<Windowed<String>, String> iterator) {
        List<String> keys = new ArrayList<>();
        for (KeyValue<Windowed<String>, String> entry : drain(iterator)) {
            keys.add(entry.key.key());
        }
        return keys;
    }

    private static <A> List<KeyValue<A, String>> drain(KeyValueIterator<A, String> iterator) {
        List<KeyValue<A, String>> entries = new ArrayList<>();
        try (iterator) {
            iterator.forEachRemaining(entries::add);
        }
        return entries;
    }
}
