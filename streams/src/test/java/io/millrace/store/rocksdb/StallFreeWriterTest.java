package io.millrace.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StallFreeWriterTest {

    private static final int BATCHES = 60;

    @TempDir
    private Path folder;

    @Test
    void waitsOutStallsAndLosesNothing() throws IOException {
        try (RocksDatabase database = RocksDatabase.open(folder.resolve("db"), 8 << 20)) {
            writeFast(database);

            for (int i = 0; i < BATCHES; i++) {
                assertThat(database.get(database.family("log"), key(i))).hasSize(1 << 20);
            }
        }

        assertThat(Files.readString(folder.resolve("db").resolve("LOG")))
                .as("RocksDB stopped writes, else this proves nothing")
                .contains("Stopping writes");
    }

    @Test
    void anInterruptDoesNotEndAWriteAndIsKept() {
        try (RocksDatabase database = RocksDatabase.open(folder.resolve("db"), 8 << 20)) {
            Thread.currentThread().interrupt();
            writeFast(database);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(database.get(database.family("log"), key(BATCHES - 1))).hasSize(1 << 20);
        }
    }

    private static void writeFast(RocksDatabase database) {
        for (int i = 0; i < BATCHES; i++) {
            try (RocksBatch batch = database.batch()) {
                batch.put(database.family("log"), key(i), new byte[1 << 20]);
                batch.write(false);
            }
        }
    }

    private static byte[] key(int number) {
        return new byte[] {(byte) number};
    }
}
