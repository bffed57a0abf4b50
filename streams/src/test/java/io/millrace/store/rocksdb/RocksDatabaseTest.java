package io.millrace.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.store.ByteCursor;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase;
import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StateDatabaseContract;
import io.millrace.store.StoreSlot;
import io.millrace.streams.errors.LockException;
import io.millrace.streams.errors.ProcessorStateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksDatabaseTest extends StateDatabaseContract {

    private static final long MEMORY_BYTES = 16 << 20;
    private static final StoreSlot SLOT = new StoreSlot("counts", 0);

    @TempDir
    Path folder;

    @Override
    protected StateDatabase open() {
        return RocksDatabase.open(folder.resolve("contract"), MEMORY_BYTES);
    }

    private RocksDatabase database() {
        return RocksDatabase.open(folder.resolve("db"), MEMORY_BYTES);
    }

    @Test
    void keepsFamiliesAndStateOverAReopening() {
        try (RocksDatabase first = database()) {
            try (RocksBatch batch = first.batch()) {
                batch.put(first.family("log"), key(1), new byte[100_000]);
                batch.put(first.family("meta"), key(2), key(3));
                batch.changes(put(SLOT, key(4), key(5)));
                batch.write(true);
            }
        }

        try (RocksDatabase second = database()) {
            assertThat(second.get(second.family("log"), key(1))).hasSize(100_000);
            assertThat(second.get(second.family("meta"), key(2))).isEqualTo(key(3));
            assertThat(second.open(SLOT, Residence.DISK).get(key(4))).isEqualTo(key(5));
            assertThat(second.open(SLOT, Residence.MEMORY).get(key(4))).isEqualTo(key(5));
        }
    }

    @Test
    void aBatchWithEveryKindOfChangeIsApplied() {
        try (RocksDatabase database = database()) {
            Family family = database.family("meta");
            try (RocksBatch batch = database.batch()) {
                for (int i = 0; i < 300; i++) {
                    batch.put(family, new byte[] {(byte) (i >> 8), (byte) i}, new byte[i]);
                }
                batch.delete(family, new byte[] {0, 7});
                batch.deleteRange(family, new byte[] {0, 10}, new byte[] {1, 0});
                batch.write(false);
            }

            assertThat(database.get(family, new byte[] {0, 7})).isNull();
            assertThat(database.get(family, new byte[] {0, 8})).hasSize(8);
            assertThat(database.get(family, new byte[] {0, 10})).isNull();
            assertThat(database.get(family, new byte[] {1, 43})).hasSize(299);
            assertThat(database.isEmpty(database.family("empty"))).isTrue();
        }
    }

    @Test
    void anUnwrittenBatchLeavesNoTrace() {
        try (RocksDatabase database = database()) {
            Family family = database.family("meta");
            try (RocksBatch batch = database.batch()) {
                batch.put(family, key(1), key(1));
            }

            assertThat(database.isEmpty(family)).isTrue();
        }
    }

    @Test
    void tellsThatTheFolderIsInUse() {
        try (RocksDatabase first = database()) {
            assertThatThrownBy(this::database)
                    .isInstanceOf(LockException.class)
                    .hasMessageContaining(first.folder().toString())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void refusesAFolderOfSomethingElseAndChangesNothingInIt() throws IOException {
        Path foreign = Files.createDirectories(folder.resolve("db"));
        Files.writeString(foreign.resolve("thesis.txt"), "do not touch");

        assertThatThrownBy(this::database)
                .isInstanceOf(ProcessorStateException.class)
                .hasMessageContaining("thesis.txt");

        try (Stream<Path> files = Files.list(foreign)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void tellsThatTheFolderIsDamaged() throws IOException {
        database().close();
        Files.writeString(folder.resolve("db").resolve("CURRENT"), "nonsense");

        assertThatThrownBy(this::database)
                .isInstanceOf(ProcessorStateException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void closingFreesCursorsThatWereForgotten() {
        RocksDatabase database = database();
        database.apply(put(SLOT, key(1), key(1)));
        ByteCursor forgotten = database.open(SLOT, Residence.DISK).scan(null, null, true);
        forgotten.next();

        database.close();

        assertThatThrownBy(forgotten::next).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(forgotten::value).isInstanceOf(IllegalStateException.class);
        forgotten.close();
        database.close();
    }

    @Test
    void refusesAFamilyOfAnotherDatabase() {
        try (RocksDatabase one = database();
                RocksDatabase two = RocksDatabase.open(folder.resolve("other"), MEMORY_BYTES)) {
            Family foreign = two.family("meta");

            assertThatThrownBy(() -> one.get(foreign, key(1))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aBatchIsWrittenOnce() {
        try (RocksDatabase database = database();
                RocksBatch batch = database.batch()) {
            batch.put(database.family("meta"), key(1), key(1));
            batch.write(false);

            assertThatThrownBy(() -> batch.write(false)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> batch.delete(database.family("meta"), key(1)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusesTooLittleMemory() {
        assertThatThrownBy(() -> RocksDatabase.open(folder.resolve("db"), 1000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000 bytes (expected: >= ");
    }

    @Test
    void guessesHowManyEntriesASlotHas() {
        try (RocksDatabase database = database()) {
            StateChanges changes = new StateChanges();
            for (int i = 0; i < 1000; i++) {
                changes.put(SLOT, new byte[] {(byte) (i >> 8), (byte) i}, new byte[100]);
            }
            database.apply(changes);
            database.flush();

            assertThat(database.open(SLOT, Residence.DISK).approximateEntries()).isBetween(500L, 1500L);
            assertThat(database.approximateBytes(database.family("state/counts")))
                    .isGreaterThan(50_000);
            assertThat(database.memoryBytes()).isBetween(1L, MEMORY_BYTES);
        }
    }

    @Test
    void readersOnOtherThreadsSeeWholeBatches() throws Exception {
        try (RocksDatabase database = database()) {
            List<Throwable> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
            java.util.concurrent.atomic.AtomicBoolean done = new java.util.concurrent.atomic.AtomicBoolean();
            Thread reader = new Thread(() -> {
                try {
                    while (!done.get()) {
                        assertThat(sizeIsEven(database)).isTrue();
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            });
            reader.start();
            for (int i = 0; i < 200; i++) {
                StateChanges changes = new StateChanges();
                changes.put(SLOT, new byte[] {0, (byte) i}, key(1));
                changes.put(SLOT, new byte[] {1, (byte) i}, key(1));
                database.apply(changes);
            }
            done.set(true);
            reader.join();

            assertThat(failures).isEmpty();
        }
    }

    private static boolean sizeIsEven(RocksDatabase database) {
        int entries = 0;
        try (ByteCursor cursor = database.open(SLOT, Residence.DISK).scan(null, null, true)) {
            while (cursor.next()) {
                entries++;
            }
        }
        return entries % 2 == 0;
    }

    private static StateChanges put(StoreSlot slot, byte[] key, byte[] value) {
        StateChanges changes = new StateChanges();
        changes.put(slot, key, value);
        return changes;
    }

    private static byte[] key(int value) {
        return new byte[] {(byte) value};
    }
}
