package io.millrace.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.Seams;
import io.millrace.log.Fetched;
import io.millrace.log.Isolation;
import io.millrace.log.Reader;
import io.millrace.log.TopicSpec;
import io.millrace.log.Transaction;
import io.millrace.log.Writer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a small file system of its own, where one can be mounted (Linux, root). */
@Tag("long")
@Timeout(120)
class FullDiskTest {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final int VALUE_BYTES = 100_000;

    @TempDir
    Path folder;

    @Test
    void waitsForRoomAndLosesNothing() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", disk.toString()) == 0;
        if (!mounted) {
            System.out.println(
                    "SKIPPED: FullDiskTest cannot mount a small file system here (expected: Linux and root)");
        }
        Assumptions.assumeTrue(mounted, "no small file system can be mounted here (expected: Linux and root)");
        try {
            fillAndMakeRoom(disk);
        } finally {
            run("umount", disk.toString());
        }
    }

    private static void fillAndMakeRoom(Path disk) throws Exception {
        Path ballast = disk.resolve("ballast");
        Files.write(ballast, new byte[20 << 20]);
        List<CompletableFuture<Void>> commits = new ArrayList<>();
        try (EmbeddedLogStorage log = open(disk)) {
            log.topics().create(List.of(new TopicSpec("t", 1, Map.of())));
            Writer writer = log.writer("w");
            boolean full = false;
            while (!full && commits.size() < 1000) {
                commits.add(write(writer));
                full = isFull(log, commits.get(commits.size() - 1));
            }
            assertThat(full).isTrue();
            commits.add(write(writer));
            assertThat(commits.get(commits.size() - 1)).isNotDone();
            assertThat(read(log)).isEqualTo(commits.size() - 2);

            Files.delete(ballast);

            commits.get(commits.size() - 1).get(60, TimeUnit.SECONDS);
            assertThat(log.health()).isEqualTo(LogHealth.WORKING);
        }
        assertThat(commits).allMatch(CompletableFuture::isDone).noneMatch(CompletableFuture::isCompletedExceptionally);
        try (EmbeddedLogStorage log = open(disk)) {
            assertThat(read(log)).isEqualTo(commits.size());
        }
    }

    private static EmbeddedLogStorage open(Path disk) {
        return EmbeddedLogStorage.open(disk.resolve("log"), EmbeddedSettings.ofMemory(16 << 20), Seams.system());
    }

    /** Waits for a commit, or for the disk to be full; true when it is. */
    private static boolean isFull(EmbeddedLogStorage log, CompletableFuture<Void> commit) {
        while (!commit.isDone()) {
            if (log.health() == LogHealth.DISK_FULL) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private static CompletableFuture<Void> write(Writer writer) {
        Transaction transaction = writer.begin();
        transaction.append(PARTITION, 1, null, new byte[VALUE_BYTES], List.of());
        return transaction.commit();
    }

    private static long read(EmbeddedLogStorage log) {
        long records = 0;
        try (Reader reader = log.reader(Isolation.COMMITTED)) {
            reader.assign(Map.of(PARTITION, 0L));
            List<Fetched> fetched = reader.poll(0);
            while (!fetched.isEmpty()) {
                records += fetched.get(0).records().size();
                fetched = reader.poll(0);
            }
        }
        return records;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
