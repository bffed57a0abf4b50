package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.log.LogRecord;
import io.millrace.store.memory.MemoryDatabase;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.internals.SessionWindow;
import io.millrace.streams.state.AggregationWithHeaders;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.SessionStoreWithHeaders;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.TimestampedKeyValueStore;
import io.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import io.millrace.streams.state.TimestampedWindowStore;
import io.millrace.streams.state.TimestampedWindowStoreWithHeaders;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.ValueTimestampHeaders;
import io.millrace.streams.state.VersionedKeyValueStore;
import io.millrace.streams.state.WindowStore;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

/** What stores log, and that a slot restored from it equals the one that was logged. */
class ChangelogTest {

    private static final long MINUTE = 60_000;
    private static final int RANDOM_STEPS = 3_000;

    private final TypedStores stores = new TypedStores();
    private final MemoryDatabase database = new MemoryDatabase();
    private final TestScope scope = new TestScope(database, 1 << 20);

    private StoreBuilder<KeyValueStore<String, String>> plain() {
        return stores.keyValueBuilder(stores.keyValueSupplier("store", true, false), Serdes.String(), Serdes.String());
    }

    private StoreBuilder<TimestampedKeyValueStore<String, String>> timestamped() {
        return stores.timestampedKeyValueBuilder(
                stores.keyValueSupplier("store", true, true), Serdes.String(), Serdes.String());
    }

    private StoreBuilder<WindowStore<String, String>> windows(boolean duplicates) {
        return stores.windowBuilder(
                stores.windowSupplier("store", 2 * MINUTE, MINUTE, 10, duplicates, true, false),
                Serdes.String(),
                Serdes.String());
    }

    private StoreBuilder<TimestampedWindowStore<String, String>> timestampedWindows() {
        return stores.timestampedWindowBuilder(
                stores.windowSupplier("store", 2 * MINUTE, MINUTE, 10, false, true, true),
                Serdes.String(),
                Serdes.String());
    }

    private List<String> logged() {
        List<String> lines = new ArrayList<>();
        for (LogRecord record : scope.logged) {
            byte[] value = record.value();
            lines.add(HexFormat.of().formatHex(record.key()) + " "
                    + (value == null ? "null" : HexFormat.of().formatHex(value)) + " " + record.timestamp());
        }
        return lines;
    }

    @Test
    void aPlainValueIsLoggedAtTheTimeOfTheRecordThatSetIt() {
        KeyValueStore<String, String> store = scope.open(plain());
        scope.at(0, 7);
        store.put("K", "V");
        scope.at(1, 8);
        store.delete("L");

        scope.commit();

        assertThat(logged()).containsExactly("4b 56 7", "4c null 8");
    }

    @Test
    void aTimestampedValueIsLoggedAloneAtItsTimestampAndATombstoneAtThatOfTheRecord() {
        TimestampedKeyValueStore<String, String> store = scope.open(timestamped());
        scope.at(0, 7);
        store.put("K", ValueAndTimestamp.make("V", 99));
        store.put("L", null);

        scope.commit();

        assertThat(logged()).containsExactly("4b 56 99", "4c null 7");
    }

    @Test
    void aWindowIsLoggedUnderKeyStartAndSequence() {
        WindowStore<String, String> store = scope.open(windows(true));
        scope.at(0, 7);
        store.put("K", "V", 256);
        store.put("K", "W", 256);

        scope.commit();

        assertThat(logged()).containsExactly("4b000000000000010000000001 56 7", "4b000000000000010000000002 57 7");
    }

    @Test
    void aTimestampedWindowIsLoggedAtItsValuesTimestamp() {
        TimestampedWindowStore<String, String> store = scope.open(timestampedWindows());
        scope.at(0, 7);
        store.put("K", ValueAndTimestamp.make("V", 99), 256);
        store.put("L", null, 256);

        scope.commit();

        assertThat(logged()).containsExactly("4b000000000000010000000000 56 99", "4c000000000000010000000000 null 7");
    }

    @Test
    void onlyTheNewestValueOfAKeyIsLoggedPerCommit() {
        KeyValueStore<String, String> store = scope.open(plain());
        store.put("K", "1");
        store.put("L", "1");
        store.put("K", "2");
        scope.commit();
        store.put("K", "3");
        scope.commit();

        assertThat(logged()).containsExactly("4b 32 0", "4c 31 0", "4b 33 0");
    }

    @Test
    void anUpdateThatWasHeldBackIsLoggedAtTheTimeOfItsRecord() {
        KeyValueStore<String, String> store = scope.open(plain().withCachingEnabled());
        ((EmittingStore<?, ?>) store).emitTo((key, newValue, oldValue, timestamp) -> {}, false);
        scope.at(0, 7);
        store.put("K", "1");
        scope.at(1, 8);
        store.put("K", "2");
        scope.at(2, 9);

        scope.commit();

        assertThat(logged()).containsExactly("4b 32 8");
    }

    @Test
    void nothingIsLoggedWhenLoggingIsOff() {
        KeyValueStore<String, String> store = scope.open(plain().withLoggingDisabled());
        store.put("K", "1");

        scope.commit();

        assertThat(logged()).isEmpty();
    }

    @Test
    void aRestoredPlainStoreEqualsTheOneThatWasLogged() {
        KeyValueStore<String, String> store = scope.open(plain());

        atRandom(1, (chance, key, value) -> store.put(key, value));

        compareWithRestored(plain());
    }

    @Test
    void aRestoredTimestampedStoreEqualsTheOneThatWasLogged() {
        TimestampedKeyValueStore<String, String> store = scope.open(timestamped());

        atRandom(2, (chance, key, value) -> store.put(key, ValueAndTimestamp.make(value, chance.nextInt(100))));

        compareWithRestored(timestamped());
    }

    @Test
    void aRestoredWindowStoreEqualsTheOneThatWasLogged() {
        WindowStore<String, String> store = scope.open(windows(false));

        atRandom(3, (chance, key, value) -> store.put(key, value, start(chance)));

        compareWithRestored(windows(false));
    }

    @Test
    void aRestoredWindowStoreWithDuplicatesEqualsTheOneThatWasLogged() {
        WindowStore<String, String> store = scope.open(windows(true));

        atRandom(4, (chance, key, value) -> store.put(key, value == null ? "" : value, start(chance)));

        compareWithRestored(windows(true));
    }

    @Test
    void aRestoredTimestampedWindowStoreEqualsTheOneThatWasLogged() {
        TimestampedWindowStore<String, String> store = scope.open(timestampedWindows());

        atRandom(
                5,
                (chance, key, value) ->
                        store.put(key, ValueAndTimestamp.make(value, chance.nextInt(100)), start(chance)));

        compareWithRestored(timestampedWindows());
    }

    @Test
    void everyUpdateOfAVersionedStoreIsLoggedAtItsTimeTheLateOnesToo() {
        VersionedKeyValueStore<String, String> store = scope.open(versioned());
        scope.at(0, 7);
        store.put("K", "2", 2000);
        store.put("K", "1", 1000);
        store.put("K", "0", 99);
        store.delete("K", 2000);

        scope.commit();

        assertThat(logged()).containsExactly("4b 32 2000", "4b 31 1000", "4b 30 99", "4b null 2000");
    }

    @Test
    void aRestoredVersionedStoreEqualsTheOneThatWasLogged() {
        VersionedKeyValueStore<String, String> store = scope.open(versioned());

        atRandom(6, (chance, key, value) -> store.put(key, value, start(chance) / 50));

        compareWithRestored(versioned(), false);
    }

    @Test
    void aValueWithHeadersIsLoggedWithThem() {
        TimestampedKeyValueStoreWithHeaders<String, String> store = scope.open(withHeaders());
        scope.at(0, 7);
        store.put("K", ValueTimestampHeaders.make("V", 99, new RecordHeaders().add("h", new byte[] {1})));
        store.delete("L");

        scope.commit();

        assertThat(logged()).containsExactly("4b 56 99", "4c null 7");
        assertThat(scope.logged.get(0).headers()).containsExactly(new RecordHeader("h", new byte[] {1}));
    }

    @Test
    void aRestoredStoreWithHeadersEqualsTheOneThatWasLogged() {
        TimestampedKeyValueStoreWithHeaders<String, String> store = scope.open(withHeaders());

        atRandom(7, (chance, key, value) -> {
            store.put(key, ValueTimestampHeaders.make(value, chance.nextInt(100), someHeaders(chance)));
        });

        compareWithRestored(withHeaders());
    }

    private static RecordHeaders someHeaders(SplittableRandom chance) {
        RecordHeaders headers = new RecordHeaders();
        for (int i = chance.nextInt(3); i > 0; i--) {
            headers.add("h" + i, chance.nextBoolean() ? null : new byte[chance.nextInt(4)]);
        }
        return headers;
    }

    @Test
    void aRestoredWindowStoreWithHeadersEqualsTheOneThatWasLogged() {
        StoreBuilder<TimestampedWindowStoreWithHeaders<String, String>> builder = stores.headersWindowBuilder(
                stores.windowSupplier("store", 20_000, 5_000, 10, false, true, true), Serdes.String(), Serdes.String());
        TimestampedWindowStoreWithHeaders<String, String> store = scope.open(builder);

        atRandom(8, (chance, key, value) -> {
            ValueTimestampHeaders<String> entry =
                    ValueTimestampHeaders.make(value, chance.nextInt(100), someHeaders(chance));
            store.put(key, entry, start(chance));
        });

        compareWithRestored(builder);
    }

    @Test
    void aSessionWithHeadersIsLoggedWithThemAtTheTimeOfTheRecord() {
        SessionStoreWithHeaders<String, String> store = scope.open(sessionsWithHeaders());
        scope.at(0, 7);
        store.put(
                new Windowed<>("K", new SessionWindow(1, 2)),
                AggregationWithHeaders.make("V", new RecordHeaders().add("h", new byte[] {1})));

        scope.commit();

        assertThat(logged()).containsExactly("4b00000000000000020000000000000001 56 7");
        assertThat(scope.logged.get(0).headers()).containsExactly(new RecordHeader("h", new byte[] {1}));
    }

    @Test
    void aRestoredSessionStoreWithHeadersEqualsTheOneThatWasLogged() {
        SessionStoreWithHeaders<String, String> store = scope.open(sessionsWithHeaders());

        atRandom(9, (chance, key, value) -> {
            long start = start(chance);
            Windowed<String> session = new Windowed<>(key, new SessionWindow(start, start + chance.nextInt(50)));
            store.put(session, AggregationWithHeaders.make(value, someHeaders(chance)));
        });

        compareWithRestored(sessionsWithHeaders());
    }

    private StoreBuilder<SessionStoreWithHeaders<String, String>> sessionsWithHeaders() {
        return stores.headersSessionBuilder(
                stores.sessionSupplier("store", 20_000, 5_000, true, true), Serdes.String(), Serdes.String());
    }

    @Test
    void whatHasToMakeRoomIsLoggedAsRemoved() {
        KeyValueStore<String, String> store = scope.open(bounded());
        store.put("K", "1");
        store.put("L", "2");
        store.put("M", "3");

        scope.commit();

        assertThat(logged()).containsExactlyInAnyOrder("4c 32 0", "4d 33 0", "4b null 0");
    }

    private StoreBuilder<VersionedKeyValueStore<String, String>> versioned() {
        return stores.versionedBuilder(stores.versionedSupplier("store", 1000, 300), Serdes.String(), Serdes.String());
    }

    private StoreBuilder<TimestampedKeyValueStoreWithHeaders<String, String>> withHeaders() {
        return stores.headersBuilder(stores.keyValueSupplier("store", true, true), Serdes.String(), Serdes.String());
    }

    private StoreBuilder<KeyValueStore<String, String>> bounded() {
        return stores.keyValueBuilder(stores.boundedSupplier("store", 2), Serdes.String(), Serdes.String());
    }

    private long now;

    /** Starts move on, out of order, far enough that many windows expire. */
    private long start(SplittableRandom chance) {
        now += chance.nextInt(500);
        return Math.max(0, now - chance.nextInt(30_000));
    }

    private interface Step {

        void take(SplittableRandom chance, String key, String value);
    }

    private void atRandom(long seed, Step step) {
        SplittableRandom chance = new SplittableRandom(seed);
        for (int i = 0; i < RANDOM_STEPS; i++) {
            scope.at(i, i);
            String value = chance.nextInt(5) == 0 ? null : "value" + chance.nextInt(1000);
            step.take(chance, "key" + chance.nextInt(20), value);
            if (chance.nextInt(30) == 0) {
                scope.commit();
            }
        }
        scope.commit();
    }

    /** In batches of which only the newest record per key is looked at, as the engine does. */
    private void compareWithRestored(StoreBuilder<?> builder) {
        compareWithRestored(builder, true);
    }

    private void compareWithRestored(StoreBuilder<?> builder, boolean isNewestEnough) {
        MemoryDatabase elsewhere = new MemoryDatabase();
        StoreSlot slot = scope.slot("store");
        StoreRestorer restorer =
                ((SpecifiedStore) builder).restorer(slot, elsewhere.open(slot, StateDatabase.Residence.DISK));
        assertThat(restorer.isNewestEnough()).isEqualTo(isNewestEnough);
        StateChanges changes = new StateChanges();
        int inBatch = 0;
        for (LogRecord record : scope.logged) {
            restorer.restore(record.key(), record.value(), record.timestamp(), record.headers(), changes);
            if (++inBatch % 100 == 0) {
                restorer.endBatch(changes);
                elsewhere.apply(changes);
                changes = new StateChanges();
            }
        }
        restorer.endBatch(changes);
        elsewhere.apply(changes);

        assertThat(entries(elsewhere, slot)).isNotEmpty().isEqualTo(entries(database, slot));
    }

    private static List<String> entries(StateDatabase in, StoreSlot slot) {
        List<String> entries = new ArrayList<>();
        try (ByteCursor cursor = in.open(slot, StateDatabase.Residence.DISK).scan(null, null, true)) {
            while (cursor.next()) {
                entries.add(HexFormat.of().formatHex(cursor.key()) + " "
                        + HexFormat.of().formatHex(cursor.value()));
            }
        }
        return entries;
    }
}
