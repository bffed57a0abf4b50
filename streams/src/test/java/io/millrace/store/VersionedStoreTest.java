package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.store.memory.MemoryDatabase;
import io.millrace.streams.errors.InvalidStateStoreException;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.VersionedBytesStore;
import io.millrace.streams.state.VersionedBytesStoreSupplier;
import io.millrace.streams.state.VersionedKeyValueStore;
import io.millrace.streams.state.VersionedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/**
 * What a versioned store does, one case at a time. The cases are what Kafka Streams 4.3.1 answers, see the last one.
 */
class VersionedStoreTest {

    private static final long LATEST = VersionedKeyValueStore.PUT_RETURN_CODE_VALID_TO_UNDEFINED;
    private static final long TOO_LATE = VersionedKeyValueStore.PUT_RETURN_CODE_NOT_PUT;

    private final MemoryDatabase database = new MemoryDatabase();
    private final TestScope scope = new TestScope(database, 1 << 20);
    private final VersionedKeyValueStore<String, String> store = scope.open(builder());

    private static StoreBuilder<VersionedKeyValueStore<String, String>> builder() {
        return Stores.versionedKeyValueStoreBuilder(
                Stores.persistentVersionedKeyValueStore("prices", Duration.ofSeconds(1)),
                Serdes.String(),
                Serdes.String());
    }

    private static VersionedRecord<String> version(String value, long from) {
        return new VersionedRecord<>(value, from);
    }

    @Test
    void aLateVersionEndsWhereTheNextOneBegins() {
        assertThat(store.put("k", "b", 20)).isEqualTo(LATEST);
        assertThat(store.put("k", "a", 10)).isEqualTo(20);
        assertThat(store.put("k", "c", 30)).isEqualTo(LATEST);
        assertThat(store.put("k", "x", 25)).isEqualTo(30);

        assertThat(store.get("k")).isEqualTo(version("c", 30));
        assertThat(store.get("k", 9)).isNull();
        assertThat(store.get("k", 10)).isEqualTo(version("a", 10));
        assertThat(store.get("k", 24)).isEqualTo(version("b", 20));
        assertThat(store.get("k", 25)).isEqualTo(version("x", 25));
        assertThat(store.get("k", 31)).isEqualTo(version("c", 30));
    }

    @Test
    void aVersionOfTheSameTimeReplacesTheOneBefore() {
        store.put("k", "a", 10);
        store.put("k", "b", 20);

        assertThat(store.put("k", "A", 10)).isEqualTo(20);
        assertThat(store.put("k", "B", 20)).isEqualTo(LATEST);

        assertThat(store.get("k", 15)).isEqualTo(version("A", 10));
        assertThat(store.get("k")).isEqualTo(version("B", 20));
    }

    @Test
    void aDeletionIsAVersionWithoutAValue() {
        store.put("k", "a", 10);

        assertThat(store.delete("k", 20)).isEqualTo(version("a", 10));

        assertThat(store.get("k")).isNull();
        assertThat(store.get("k", 19)).isEqualTo(version("a", 10));
        assertThat(store.get("k", 20)).isNull();
        assertThat(store.put("k", "b", 15)).isEqualTo(20);
        assertThat(store.get("k")).isNull();
        assertThat(store.put("k", "c", 30)).isEqualTo(LATEST);
        assertThat(store.get("k", 25)).isNull();
    }

    @Test
    void aDeletionOfAKeyThatIsNotThereIsRemembered() {
        assertThat(store.put("k", null, 20)).isEqualTo(LATEST);
        assertThat(store.put("k", "a", 10)).isEqualTo(20);
        assertThat(store.get("k")).isNull();
        assertThat(store.get("k", 19)).isEqualTo(version("a", 10));
    }

    @Test
    void aDeletionAtTheTimeOfTheLatestVersionIsRememberedToo() {
        store.put("k", "a", 20);
        store.put("k", null, 20);

        assertThat(store.put("k", "late", 10)).isEqualTo(20);
        assertThat(store.get("k")).isNull();
    }

    @Test
    void whatIsOlderThanTheRetentionIsNeitherTakenNorFound() {
        store.put("k", "a", 0);
        store.put("k", "b", 10);
        store.put("other", "x", 1005);

        assertThat(store.put("k", "late", 4)).isEqualTo(TOO_LATE);
        assertThat(store.delete("k", 4)).isNull();
        assertThat(scope.dropped).isEqualTo(2);
        assertThat(store.get("k", 4)).isNull();
        assertThat(store.get("k", 5)).isEqualTo(version("a", 0));
        assertThat(store.put("k", "late", 5)).isEqualTo(10);
    }

    @Test
    void theLatestVersionNeverExpires() {
        store.put("k", "a", 0);
        store.put("other", "x", 1_000_000);
        scope.commit();

        assertThat(store.get("k")).isEqualTo(version("a", 0));
        assertThat(store.get("k", 3)).isEqualTo(version("a", 0));
    }

    @Test
    void versionsThatEndedBeforeTheRetentionAreRemoved() {
        for (int time = 0; time < 100; time++) {
            store.put("k", "v" + time, time * 100_000L);
            store.put("deleted" + time, null, time * 100_000L);
        }
        scope.commit();

        ByteStore bytes = database.open(scope.slot("prices"), StateDatabase.Residence.DISK);
        assertThat(bytes.approximateEntries()).isLessThan(6);
    }

    @Test
    void takesUpWhereItsLastCommitEnded() {
        store.put("k", "a", 10);
        store.put("k", "b", 2000);
        scope.commit();
        store.close();

        VersionedKeyValueStore<String, String> reopened = new TestScope(database, 0).open(builder());

        assertThat(reopened.put("k", "late", 999)).isEqualTo(TOO_LATE);
        assertThat(reopened.get("k", 1500)).isEqualTo(version("a", 10));
        assertThat(reopened.get("k")).isEqualTo(version("b", 2000));
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> store.put("k", "v", -1)).isInstanceOf(IllegalArgumentException.class);
        for (Consumer<VersionedKeyValueStore<String, String>> call :
                java.util.List.<Consumer<VersionedKeyValueStore<String, String>>>of(
                        s -> s.put(null, "v", 1), s -> s.get(null), s -> s.get(null, 1), s -> s.delete(null, 1))) {
            assertThatThrownBy(() -> call.accept(store)).isInstanceOf(NullPointerException.class);
        }
        assertThatThrownBy(() -> builder().withCachingEnabled())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("prices");
        store.close();
        assertThatThrownBy(() -> store.get("k")).isInstanceOf(InvalidStateStoreException.class);
    }

    @Test
    void isHandedOutAsAStoreOfBytes() {
        VersionedBytesStoreSupplier supplier =
                Stores.persistentVersionedKeyValueStore("bytes", Duration.ofMillis(500), Duration.ofMillis(100));
        assertThat(supplier.historyRetentionMs()).isEqualTo(500);
        assertThat(supplier.metricsScope()).isEqualTo("rocksdb");
        VersionedBytesStore bytes = (VersionedBytesStore) supplier.get();
        bytes.init(scope, bytes);
        Bytes key = Bytes.wrap(new byte[] {1});
        KeyValueStore<Bytes, byte[]> keyValues = bytes;

        assertThat(bytes.put(key, "a".getBytes(StandardCharsets.UTF_8), 5)).isEqualTo(LATEST);
        assertThat(bytes.get(key)).containsExactly(0, 0, 0, 0, 0, 0, 0, 5, 'a');
        assertThat(bytes.delete(key, 7)).containsExactly(0, 0, 0, 0, 0, 0, 0, 5, 'a');
        assertThat(bytes.get(key)).isNull();
        assertThat(bytes.get(key, 6)).endsWith('a');
        assertThatThrownBy(() -> keyValues.put(key, new byte[0])).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(keyValues::all).isInstanceOf(UnsupportedOperationException.class);
    }
}
