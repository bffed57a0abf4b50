package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.store.StateDatabase.Residence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every state database promises; written once, run on each. */
public abstract class StateDatabaseContract {

    private static final StoreSlot SLOT = new StoreSlot("counts", 3);
    private static final List<StoreSlot> SLOTS = List.of(
            SLOT, new StoreSlot("counts", 4), new StoreSlot("counts", StoreSlot.GLOBAL), new StoreSlot("other", 3));

    private StateDatabase database;

    protected abstract StateDatabase open();

    @BeforeEach
    void openDatabase() {
        database = open();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Residence.class)
    void anAppliedBatchIsVisible(Residence residence) {
        ByteStore store = database.open(SLOT, residence);
        StateChanges changes = new StateChanges();
        changes.put(SLOT, bytes(1), bytes(10));
        changes.put(SLOT, bytes(2), bytes(20));
        changes.put(SLOT, bytes(1), null);

        database.apply(changes);

        assertThat(store.get(bytes(1))).isNull();
        assertThat(store.get(bytes(2))).isEqualTo(bytes(20));
    }

    @ParameterizedTest
    @EnumSource(Residence.class)
    void slotsDoNotSeeEachOther(Residence residence) {
        StateChanges changes = new StateChanges();
        for (int i = 0; i < SLOTS.size(); i++) {
            changes.put(SLOTS.get(i), bytes(7), bytes(i));
        }
        database.apply(changes);

        database.clear(SLOT);

        assertThat(database.open(SLOT, residence).get(bytes(7))).isNull();
        for (int i = 1; i < SLOTS.size(); i++) {
            ByteStore store = database.open(SLOTS.get(i), residence);
            assertThat(store.get(bytes(7))).isEqualTo(bytes(i));
            assertThat(entries(store, null, null, true)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Residence.class)
    void aScanSeesWhatWasThereWhenItBegan(Residence residence) {
        ByteStore store = database.open(SLOT, residence);
        database.apply(put(SLOT, bytes(1), bytes(10)));

        try (ByteCursor cursor = store.scan(null, null, true)) {
            database.apply(put(SLOT, bytes(2), bytes(20)));

            assertThat(cursor.next()).isTrue();
            assertThat(cursor.next()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Residence.class)
    void whatItHandsOutBelongsToTheCaller(Residence residence) {
        ByteStore store = database.open(SLOT, residence);
        database.apply(put(SLOT, bytes(1), bytes(10)));

        store.get(bytes(1))[0] = 99;
        try (ByteCursor cursor = store.scan(null, null, true)) {
            cursor.next();
            cursor.value()[0] = 99;
            cursor.key()[0] = 99;
        }

        assertThat(store.get(bytes(1))).isEqualTo(bytes(10));
    }

    @Test
    void aSlotThatIsGivenUpKeepsWhatItHolds() {
        database.open(SLOT, Residence.MEMORY);
        database.apply(put(SLOT, bytes(1), bytes(10)));
        database.release(SLOT);

        assertThat(database.open(SLOT, Residence.MEMORY).get(bytes(1))).isEqualTo(bytes(10));
    }

    @Test
    void refusesUseAfterItWasClosed() {
        ByteStore store = database.open(SLOT, Residence.DISK);
        database.close();

        assertThatThrownBy(() -> store.get(bytes(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> database.apply(put(SLOT, bytes(1), bytes(1))))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(Residence.class)
    void agreesWithATreeMapUnderRandomOperations(Residence residence) {
        long seed = new Random().nextLong();
        System.out.println(getClass().getSimpleName() + " " + residence + " seed: " + seed);
        Random random = new Random(seed);
        Map<StoreSlot, NavigableMap<byte[], byte[]>> oracle = new HashMap<>();
        Map<StoreSlot, ByteStore> stores = new HashMap<>();
        for (StoreSlot slot : SLOTS) {
            oracle.put(slot, new TreeMap<>(Arrays::compareUnsigned));
            stores.put(slot, database.open(slot, residence));
        }

        for (int round = 0; round < 60; round++) {
            database.apply(randomBatch(random, oracle));
            for (StoreSlot slot : SLOTS) {
                compare(random, oracle.get(slot), stores.get(slot));
            }
        }
    }

    private static StateChanges randomBatch(Random random, Map<StoreSlot, NavigableMap<byte[], byte[]>> oracle) {
        StateChanges changes = new StateChanges();
        for (int i = random.nextInt(40); i > 0; i--) {
            StoreSlot slot = SLOTS.get(random.nextInt(SLOTS.size()));
            NavigableMap<byte[], byte[]> entries = oracle.get(slot);
            byte[] key = randomKey(random);
            int kind = random.nextInt(10);
            if (kind == 0) {
                byte[] other = randomKey(random);
                byte[] from = Arrays.compareUnsigned(key, other) < 0 ? key : other;
                byte[] to = from == key ? other : key;
                changes.deleteRange(slot, from, to);
                entries.subMap(from, true, to, false).clear();
            } else if (kind < 4) {
                changes.put(slot, key, null);
                entries.remove(key);
            } else {
                byte[] value = new byte[random.nextInt(200)];
                random.nextBytes(value);
                changes.put(slot, key, value);
                entries.put(key, value);
            }
        }
        return changes;
    }

    private static void compare(Random random, NavigableMap<byte[], byte[]> oracle, ByteStore store) {
        byte[] one = randomKey(random);
        assertThat(store.get(one)).isEqualTo(oracle.get(one));
        byte[] two = randomKey(random);
        byte[] from = Arrays.compareUnsigned(one, two) < 0 ? one : two;
        byte[] to = from == one ? two : one;
        boolean forward = random.nextBoolean();
        NavigableMap<byte[], byte[]> expected = oracle.subMap(from, true, to, false);
        assertThat(entries(store, from, to, forward))
                .containsExactlyElementsOf(flat(forward ? expected : expected.descendingMap()));
        assertThat(entries(store, null, null, forward))
                .containsExactlyElementsOf(flat(forward ? oracle : oracle.descendingMap()));
    }

    private static byte[] randomKey(Random random) {
        byte[] key = new byte[1 + random.nextInt(2)];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (random.nextInt(24) * 11);
        }
        return key;
    }

    private static List<String> flat(Map<byte[], byte[]> entries) {
        List<String> flat = new ArrayList<>();
        entries.forEach((key, value) -> flat.add(Arrays.toString(key) + Arrays.toString(value)));
        return flat;
    }

    private static List<String> entries(ByteStore store, byte[] from, byte[] to, boolean forward) {
        List<String> entries = new ArrayList<>();
        try (ByteCursor cursor = store.scan(from, to, forward)) {
            while (cursor.next()) {
                entries.add(Arrays.toString(cursor.key()) + Arrays.toString(cursor.value()));
            }
        }
        return entries;
    }

    private static StateChanges put(StoreSlot slot, byte[] key, byte[] value) {
        StateChanges changes = new StateChanges();
        changes.put(slot, key, value);
        return changes;
    }

    private static byte[] bytes(int value) {
        return new byte[] {(byte) value};
    }
}
