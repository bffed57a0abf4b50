package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.store.memory.MemoryDatabase;
import io.millrace.streams.KeyValue;
import io.millrace.streams.errors.InvalidStateStoreException;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.TimestampedKeyValueStore;
import io.millrace.streams.state.ValueAndTimestamp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class KeyValueStoreTest {

    private static final long CACHE_BYTES = 1 << 20;

    private final TypedStores stores = new TypedStores();
    private final TestScope scope = new TestScope(new MemoryDatabase(), CACHE_BYTES);
    private final List<String> emitted = new ArrayList<>();

    private StoreBuilder<KeyValueStore<String, String>> plain() {
        return stores.keyValueBuilder(stores.keyValueSupplier("table", true, false), Serdes.String(), Serdes.String());
    }

    private StoreBuilder<TimestampedKeyValueStore<String, Long>> stamped() {
        return stores.timestampedKeyValueBuilder(
                stores.keyValueSupplier("table", true, true), Serdes.String(), Serdes.Long());
    }

    @SuppressWarnings("unchecked") // the store is one of ours, with these types
    private boolean listen(KeyValueStore<String, String> store, boolean withOld) {
        return ((EmittingStore<String, String>) store)
                .emitTo(
                        (key, now, old, time) -> emitted.add(key + " " + now + " " + old + " @" + time + " #"
                                + scope.currentRecord().offset()),
                        withOld);
    }

    @Test
    void writesTheBytesOfKafkaStreams() {
        TimestampedKeyValueStore<String, Long> store = scope.open(stamped());
        store.put("K", ValueAndTimestamp.make(1L, 150L));

        scope.commit();

        byte[] bytes = scope.database
                .open(new StoreSlot("table", 2), StateDatabase.Residence.DISK)
                .get(new byte[] {0x4b});
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("0000000000000096" + "0000000000000001");
    }

    @Test
    void nothingReachesTheByteStoreBeforeTheCommit() {
        KeyValueStore<String, String> store = scope.open(plain());
        store.put("a", "1");

        ByteStore bytes = scope.database.open(new StoreSlot("table", 2), StateDatabase.Residence.DISK);
        assertThat(bytes.approximateEntries()).isZero();
        assertThat(store.approximateNumEntries()).isEqualTo(1);
        scope.commit();
        assertThat(bytes.approximateEntries()).isEqualTo(1);
        assertThat(store.approximateNumEntries()).isEqualTo(1);
    }

    @Test
    void emitsTheLastUpdatePerKeyInTheOrderOfTheLastUpdates() {
        KeyValueStore<String, String> store = scope.open(plain().withCachingEnabled());
        assertThat(listen(store, true)).isTrue();
        scope.at(1, 10);
        store.put("a", "1");
        scope.at(2, 20);
        store.put("b", "1");
        scope.at(3, 30);
        store.put("a", "2");
        scope.at(4, 40);

        scope.commit();

        assertThat(emitted).containsExactly("b 1 null @20 #2", "a 2 null @30 #3");
        assertThat(scope.currentRecord().offset()).isEqualTo(4);
    }

    @Test
    void tellsTheValueOfTheLastEmissionAsTheOldOne() {
        KeyValueStore<String, String> store = scope.open(plain().withCachingEnabled());
        listen(store, true);
        store.put("a", "1");
        scope.commit();
        store.put("a", "2");
        store.put("a", "3");
        scope.emit();
        store.put("a", null);
        scope.commit();

        assertThat(emitted).containsExactly("a 1 null @0 #0", "a 3 1 @0 #0", "a null 3 @0 #0");
    }

    @Test
    void readsTheOldValueFromTheByteStoreAfterTheEntryWasDropped() {
        TestScope small = new TestScope(scope.database, 1);
        KeyValueStore<String, String> store = small.open(plain().withCachingEnabled());
        listen(store, true);
        store.put("a", "1");
        small.commit();
        small.commit();
        assertThat(small.memory.usedBytes()).isZero();

        store.put("a", "2");
        small.emit();

        assertThat(emitted).last().asString().startsWith("a 2 1");
    }

    @Test
    void theDeletionOfAnUnknownKeyIsNeitherEmittedNorCommittedWhenUpdatesAreHeldBack() {
        KeyValueStore<String, String> store = scope.open(plain().withCachingEnabled());
        listen(store, false);
        store.put("a", null);
        store.put("b", "1");
        store.put("b", null);

        StateChanges changes = scope.commit();

        assertThat(emitted).isEmpty();
        assertThat(changes.isEmpty()).isTrue();
    }

    @Test
    void theDeletionOfAKnownKeyIsEmittedWithTheTimeOfItsRecord() {
        KeyValueStore<String, String> store = scope.open(plain().withCachingEnabled());
        listen(store, false);
        store.put("a", "1");
        scope.commit();
        scope.at(7, 70);
        store.put("a", null);
        scope.at(8, 80);

        scope.commit();

        assertThat(emitted).containsExactly("a 1 null @0 #0", "a null null @70 #7");
    }

    @Test
    void theDeletionOfAnUnknownKeyIsCommittedWithoutCaching() {
        KeyValueStore<String, String> store = scope.open(plain());
        assertThat(listen(store, false)).isFalse();
        store.put("a", null);

        assertThat(scope.commit().isEmpty()).isFalse();
    }

    @Test
    void holdsNothingBackWithoutACache() {
        TestScope none = new TestScope(new MemoryDatabase(), 0);
        KeyValueStore<String, String> store = none.open(plain().withCachingEnabled());

        assertThat(listen(store, false)).isFalse();
    }

    @Test
    void emissionMayWriteToTheSameStoreAgain() {
        KeyValueStore<String, String> store = scope.open(plain().withCachingEnabled());
        emitting(store)
                .emitTo(
                        (key, now, old, time) -> {
                            emitted.add(key + "=" + now);
                            if (key.equals("a") && now.equals("1")) {
                                store.put("c", "new");
                                store.put("a", "2");
                                store.put("b", "2");
                            }
                        },
                        true);
        store.put("a", "1");
        store.put("b", "1");

        scope.commit();

        assertThat(emitted).containsExactly("a=1", "c=new", "a=2", "b=2");
        assertThat(scope.memory.uncommittedBytes()).isZero();
    }

    @SuppressWarnings("unchecked") // the store is one of ours, with these types
    private static EmittingStore<String, String> emitting(Object store) {
        return (EmittingStore<String, String>) store;
    }

    @Test
    void refusesToSealWhatWasNotEmitted() {
        KeyValueStore<String, String> store = scope.open(plain().withCachingEnabled());
        listen(store, false);
        store.put("a", "1");

        assertThatThrownBy(scope::seal)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("table");
    }

    @Test
    void aUserMayDeleteWhileIterating() {
        KeyValueStore<String, String> store = scope.open(plain());
        for (int i = 0; i < 10; i++) {
            store.put("k" + i, "v");
            if (i == 4) {
                scope.commit();
            }
        }
        List<String> seen = new ArrayList<>();
        try (KeyValueIterator<String, String> iterator = store.all()) {
            while (iterator.hasNext()) {
                String key = iterator.next().key;
                seen.add(key);
                store.delete(key);
                store.put("a" + key, "behind the iterator");
            }
        }

        assertThat(seen).containsExactly("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9");
        try (KeyValueIterator<String, String> iterator = store.range("k0", "k9")) {
            assertThat(iterator.hasNext()).isFalse();
        }
    }

    @Test
    void anIteratorThatIsHeldOverACommitGoesOnWithTheLatest() {
        KeyValueStore<String, String> store = scope.open(plain());
        store.put("a", "old");
        store.put("b", "old");
        scope.commit();
        store.put("b", "new");
        try (KeyValueIterator<String, String> iterator = store.all()) {
            assertThat(iterator.next().key).isEqualTo("a");
            scope.commit();

            assertThat(iterator.next()).isEqualTo(KeyValue.pair("b", "new"));
            assertThat(iterator.hasNext()).isFalse();
        }
    }

    @Test
    void anIteratorIsOfNoUseAfterItWasClosed() {
        KeyValueStore<String, String> store = scope.open(plain());
        KeyValueIterator<String, String> iterator = store.all();
        iterator.close();

        assertThatThrownBy(iterator::hasNext).isInstanceOf(InvalidStateStoreException.class);
    }

    @Test
    void changingAnArrayLaterDoesNotReachTheStore() {
        StoreBuilder<KeyValueStore<Bytes, byte[]>> builder = stores.keyValueBuilder(
                stores.keyValueSupplier("table", true, false), Serdes.Bytes(), Serdes.ByteArray());
        KeyValueStore<Bytes, byte[]> store = scope.open(builder);
        byte[] key = {1};
        byte[] value = {1};
        store.put(Bytes.wrap(key), value);
        key[0] = 2;
        value[0] = 2;
        store.get(Bytes.wrap(new byte[] {1}))[0] = 3;

        assertThat(store.get(Bytes.wrap(new byte[] {1}))).containsExactly(1);
        scope.commit();
        store.get(Bytes.wrap(new byte[] {1}))[0] = 3;
        assertThat(store.get(Bytes.wrap(new byte[] {1}))).containsExactly(1);
    }

    @Test
    void keepsObjectsOfImmutableTypesAndCopiesOfOthers() {
        KeyValueStore<String, String> objects = scope.open(plain());
        String value = new String("same");
        objects.put("a", value);
        assertThat(objects.get("a")).isSameAs(value);

        KeyValueStore<String, String> bytes = scope.open(stores.keyValueBuilder(
                stores.keyValueSupplier("other", true, false), Serdes.String(), StoreMatrix.userSerde()));
        bytes.put("a", value);
        assertThat(bytes.get("a")).isEqualTo(value).isNotSameAs(value);
    }

    @Test
    void dropsCleanEntriesOnlyAndCountsMemoryHonestly() {
        TestScope small = new TestScope(new MemoryDatabase(), 2_000);
        KeyValueStore<String, String> store = small.open(plain());
        for (int i = 0; i < 100; i++) {
            store.put("k" + i, "v");
        }
        long uncommitted = small.memory.uncommittedBytes();
        assertThat(uncommitted).isEqualTo(small.memory.usedBytes()).isGreaterThan(100 * 100);
        assertThat(small.memory.wantsCommit()).isTrue();

        small.emit();
        small.seal();
        assertThat(small.memory.uncommittedBytes()).isZero();
        assertThat(small.memory.usedBytes()).isEqualTo(uncommitted);
        small.apply();
        assertThat(small.memory.usedBytes()).isBetween(1L, 2_000L);
        for (int i = 0; i < 100; i++) {
            assertThat(store.get("k" + i)).isEqualTo("v");
        }
    }

    @Test
    void usesTheDefaultSerdesWhenNoneAreGiven() {
        KeyValueStore<String, String> store =
                scope.open(stores.keyValueBuilder(stores.keyValueSupplier("table", true, false), null, null));
        store.put("a", "1");

        assertThat(store.get("a")).isEqualTo("1");
    }

    @Test
    void refusesUseWhileItIsNotOpen() {
        KeyValueStore<String, String> store = plain().build();
        assertThat(store.isOpen()).isFalse();
        assertThatThrownBy(() -> store.get("a"))
                .isInstanceOf(InvalidStateStoreException.class)
                .hasMessageContaining("table");

        store.init(scope, store);
        assertThat(store.isOpen()).isTrue();
        assertThatThrownBy(() -> store.get(null)).isInstanceOf(NullPointerException.class);
        store.close();
        store.close();
        assertThatThrownBy(() -> store.put("a", "1")).isInstanceOf(InvalidStateStoreException.class);
    }

    @Test
    void worksOnItsOwnAndIsRestored() throws Exception {
        TestScope.Mock mock = new TestScope.Mock();
        TimestampedKeyValueStore<String, Long> store = stamped().build();
        store.init(mock, store);
        mock.callbacks
                .get(0)
                .restore(
                        "r".getBytes(StandardCharsets.UTF_8),
                        Serdes.Long().serializer().serialize("", 9L));
        store.put("a", ValueAndTimestamp.make(1L, 5L));
        store.commit(Map.of());
        store.put("b", ValueAndTimestamp.make(2L, 6L));

        assertThat(store.get("r")).isEqualTo(ValueAndTimestamp.make(9L, -1L));
        assertThat(store.get("a")).isEqualTo(ValueAndTimestamp.make(1L, 5L));
        assertThat(store.approximateNumEntries()).isEqualTo(3);
        try (KeyValueIterator<String, ValueAndTimestamp<Long>> all = store.all()) {
            assertThat(all.next().key).isEqualTo("a");
            assertThat(all.peekNextKey()).isEqualTo("b");
        }
    }

    @Test
    void buildersTellWhatTheyBuild() {
        StoreBuilder<KeyValueStore<String, String>> builder = plain();
        assertThat(builder.loggingEnabled()).isTrue();
        builder.withCachingEnabled().withLoggingEnabled(Map.of("retention.ms", "1"));

        StoreSpec spec = ((SpecifiedStore) builder).spec();

        assertThat(spec.caching()).isTrue();
        assertThat(spec.keys()).isEqualTo(new KeyLayout.Plain());
        assertThat(builder.logConfig()).containsEntry("retention.ms", "1");
        builder.withLoggingDisabled().withCachingDisabled();
        assertThat(builder.logConfig()).isEmpty();
        assertThat(builder.loggingEnabled()).isFalse();
        assertThat(builder.name()).isEqualTo("table");
    }
}
