package io.millrace.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.BigEndian;
import io.millrace.store.ByteCursor;
import io.millrace.store.ByteStore;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase;
import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSlot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading many changes gives what applying them gives. */
class SortedLoadTest {

    private static final long SEED = Long.getLong("seed", 7);
    private static final int CHANGES = 60_000;
    private static final int KEYS = 40_000;
    private static final StoreSlot ONE = new StoreSlot("store", 0);
    private static final StoreSlot OTHER = new StoreSlot("store", 1);
    private static final StoreSlot FEW = new StoreSlot("few", 0);

    @TempDir
    private Path parent;

    private final Random random = new Random(SEED);
    private RocksDatabase database;

    @BeforeEach
    void open() {
        database = RocksDatabase.open(parent.resolve("state"), 8 << 20);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private StateChanges changes(Map<StoreSlot, Map<Integer, Integer>> expected) {
        StateChanges changes = new StateChanges();
        for (int i = 0; i < CHANGES; i++) {
            StoreSlot slot = i % 3 == 0 ? OTHER : ONE;
            int key = random.nextInt(KEYS);
            Map<Integer, Integer> values = expected.computeIfAbsent(slot, any -> new TreeMap<>());
            if (random.nextInt(10) == 0) {
                values.remove(key);
                changes.put(slot, bytes(key), null);
            } else {
                values.put(key, i);
                changes.put(slot, bytes(key), bytes(i));
            }
        }
        changes.put(FEW, bytes(1), bytes(1));
        return changes;
    }

    private static byte[] bytes(int number) {
        byte[] bytes = new byte[Integer.BYTES];
        BigEndian.putInt(bytes, 0, number);
        return bytes;
    }

    private static Map<Integer, Integer> entries(ByteStore store) {
        Map<Integer, Integer> entries = new TreeMap<>();
        try (ByteCursor cursor = store.scan(null, null, true)) {
            while (cursor.next()) {
                entries.put(BigEndian.getInt(cursor.key(), 0), BigEndian.getInt(cursor.value(), 0));
            }
        }
        return entries;
    }

    private void check(StateDatabase state, Map<StoreSlot, Map<Integer, Integer>> expected) {
        expected.forEach((slot, values) -> assertThat(entries(state.open(slot, Residence.DISK)))
                .as("%s, -Dseed=%s", slot, SEED)
                .isEqualTo(values));
        assertThat(entries(state.open(FEW, Residence.DISK))).isEqualTo(Map.of(1, 1));
    }

    @Test
    void theNewestValueOfEachKeyCountsAlsoOverWhatWasThereBefore() {
        Map<StoreSlot, Map<Integer, Integer>> expected = new HashMap<>();
        database.apply(changes(expected));
        database.load(changes(expected));
        database.load(changes(expected));
        database.apply(changes(expected));

        check(database, expected);
    }

    @Test
    void whatWasLoadedIsThereAgainWhenTheDatabaseIsOpened() {
        Map<StoreSlot, Map<Integer, Integer>> expected = new HashMap<>();
        database.load(changes(expected));
        database.close();
        open();

        check(database, expected);
    }

    @Test
    void aSlotThatWasClearedBeforeHoldsOnlyWhatIsLoaded() {
        database.load(changes(new HashMap<>()));
        database.clear(ONE);
        database.clear(OTHER);
        Map<StoreSlot, Map<Integer, Integer>> expected = new HashMap<>();
        database.load(changes(expected));

        check(database, expected);
    }

    @Test
    void slotsOfWhichARangeIsRemovedKeepTheOrderOfTheirChanges() {
        Map<StoreSlot, Map<Integer, Integer>> expected = new HashMap<>();
        StateChanges changes = changes(expected);
        changes.deleteRange(ONE, bytes(0), bytes(KEYS / 2));
        expected.get(ONE).keySet().removeIf(key -> key < KEYS / 2);
        database.load(changes);

        check(database, expected);
    }

    @Test
    void aSlotOnTheHeapIsLoadedToo() {
        ByteStore heap = database.open(ONE, Residence.MEMORY);
        Map<StoreSlot, Map<Integer, Integer>> expected = new HashMap<>();
        database.load(changes(expected));

        assertThat(entries(heap)).isEqualTo(expected.get(ONE));
    }

    @Test
    void filesThatACrashHasLeftAreRemoved() throws Exception {
        database.close();
        Path left = Files.createFile(parent.resolve("state").resolve("load-3.sst"));
        open();

        assertThat(left).doesNotExist();
    }
}
