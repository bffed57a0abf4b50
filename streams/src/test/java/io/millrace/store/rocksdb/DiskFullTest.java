package io.millrace.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a small file system of its own, where one can be mounted (Linux, root). */
class DiskFullTest {

    @TempDir
    Path folder;

    /** Now and then it hung for ever before there was {@link StallFreeWriter}. */
    @Test
    void writesAgainOnceThereIsRoomAndLosesNothing() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeMounted(disk);
        try {
            fillAndMakeRoom(disk);
        } finally {
            run("umount", disk.toString());
        }
    }

    private static void fillAndMakeRoom(Path disk) throws IOException {
        Path ballast = disk.resolve("ballast");
        Files.write(ballast, new byte[12 << 20]);
        int written = 0;
        try (RocksDatabase database = RocksDatabase.open(disk.resolve("db"), 8 << 20)) {
            Family large = database.family("log");
            Family small = database.family("meta");
            boolean full = false;
            while (!full && written < 1000) {
                try (RocksBatch batch = batch(database, written)) {
                    full = !tryWrite(batch);
                    written += full ? 0 : 1;
                }
            }
            assertThat(full).isTrue();
            assertThat(database.get(small, key(written))).isNull();
            assertThat(database.get(large, key(0))).hasSize(100_000);

            Files.delete(ballast);
            try (RocksBatch batch = batch(database, written)) {
                writeUntilItWorks(batch);
                written++;
            }
        }
        try (RocksDatabase database = RocksDatabase.open(disk.resolve("db"), 8 << 20)) {
            for (int i = 0; i < written; i++) {
                assertThat(database.get(database.family("log"), key(i))).hasSize(100_000);
                assertThat(database.get(database.family("meta"), key(i))).isEqualTo(key(i));
            }
            assertThat(database.get(database.family("meta"), key(written))).isNull();
        }
    }

    private static RocksBatch batch(RocksDatabase database, int number) {
        RocksBatch batch = database.batch();
        batch.put(database.family("log"), key(number), new byte[100_000]);
        batch.put(database.family("meta"), key(number), key(number));
        return batch;
    }

    private static boolean tryWrite(RocksBatch batch) {
        try {
            batch.write(true);
            return true;
        } catch (DiskFullException e) {
            assertThat(e).hasMessageContaining("no space left");
            return false;
        }
    }

    /** RocksDB looks every few seconds whether there is room again; each failed try costs the caller one exception. */
    private static void writeUntilItWorks(RocksBatch batch) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!tryWrite(batch)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void assumeMounted(Path disk) throws Exception {
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", disk.toString());
        if (!mounted) {
            System.out.println("SKIPPED: DiskFullTest cannot mount a tmpfs here (needs Linux and root)");
        }
        Assumptions.assumeTrue(mounted, "cannot mount a tmpfs here (needs Linux and root)");
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] key(int number) {
        return new byte[] {(byte) (number >>> 8), (byte) number};
    }
}
