package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.StreamsConfig;
import io.millrace.streams.embedded.EmbeddedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFeederTest {

    @TempDir
    private Path folder;

    private List<Path> files;
    private List<String> lines;

    /** A run that is broken off. */
    private static final class BrokenOff extends RuntimeException {}

    @BeforeEach
    void text() throws IOException {
        // Long lines: it is pieces of a file that matter, and each is of so many bytes.
        String filling = " and more of it".repeat(7);
        lines = IntStream.range(0, 22_000).mapToObj(i -> "line " + i + filling).toList();
        files = List.of(folder.resolve("a"), folder.resolve("b"), folder.resolve("c"));
        Files.write(files.get(0), lines.subList(0, 1000));
        Files.write(files.get(1), lines.subList(1000, 21_000));
        Files.write(files.get(2), lines.subList(21_000, 22_000));
    }

    @Test
    void feedsEachLineOnceWhereverARunIsBrokenOff() {
        int reads = feed(Integer.MAX_VALUE);
        assertThat(reads).isGreaterThan(12);
        // The first run has its own log; each of the next breaks off one read later than the one before.
        for (int read = 1; read <= reads; read += 2) {
            int breakAt = read;
            EmbeddedLogFolder log = new EmbeddedLogFolder(folder.resolve("log-" + read));
            assertThatThrownBy(() -> feed(log, breakAt)).isInstanceOf(BrokenOff.class);
            assertThatThrownBy(() -> feed(log, 3)).isInstanceOf(BrokenOff.class);
            feed(log, Integer.MAX_VALUE);

            assertThat(log.lines()).as("broken off at read %d", read).containsExactlyElementsOf(lines);
        }
    }

    @Test
    void goesOnWithAFileThatHasGrown() throws IOException {
        EmbeddedLogFolder log = new EmbeddedLogFolder(folder.resolve("log"));
        feed(log, Integer.MAX_VALUE);
        Files.writeString(files.get(2), "more\n", java.nio.file.StandardOpenOption.APPEND);
        feed(log, Integer.MAX_VALUE);

        assertThat(log.lines()).hasSize(lines.size() + 1).endsWith("more");
    }

    @Test
    void givesLinesATimeThatNeverRunsBackward() {
        EmbeddedLogFolder folderOfLog = new EmbeddedLogFolder(folder.resolve("log"));
        try (EmbeddedLog log = folderOfLog.open()) {
            Journal journal = new Journal();
            journal.add(new Piece("elsewhere", 0, 1, 5_000, 0));
            try (LineFeeder feeder = new LineFeeder(log, journal, () -> 1_000)) {
                feeder.add(files, () -> true);
                assertThat(feeder.step()).isTrue();
            }
            assertThat(journal.newestMs()).isEqualTo(5_000);
        }
    }

    private int feed(int breakAt) {
        return feed(new EmbeddedLogFolder(folder.resolve("log")), breakAt);
    }

    /** Feeds all, or breaks off at the given read of a file, possibly in the middle of a transaction. */
    private int feed(EmbeddedLogFolder folderOfLog, int breakAt) {
        AtomicInteger reads = new AtomicInteger();
        BooleanSupplier growing = () -> {
            if (reads.incrementAndGet() == breakAt) {
                throw new BrokenOff();
            }
            return true;
        };
        try (EmbeddedLog log = folderOfLog.open();
                LineFeeder feeder = new LineFeeder(log, Journal.read(log), () -> 1_000)) {
            feeder.add(files, growing);
            boolean more = true;
            while (more) {
                more = feeder.step();
            }
        }
        return reads.get();
    }

    private record EmbeddedLogFolder(Path path) {

        EmbeddedLog open() {
            Properties config = new Properties();
            config.put(StreamsConfig.APPLICATION_ID_CONFIG, "feeder-test");
            config.put(StreamsConfig.STATE_DIR_CONFIG, path.toString());
            config.put(StreamsConfig.EMBEDDED_NUM_PARTITIONS_CONFIG, 1);
            EmbeddedLog log = EmbeddedLog.open(config);
            Demo.createTopics(log, 1);
            return log;
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            try (EmbeddedLog log = open();
                    TopicReader<String, String> reader = new TopicReader<>(
                            log, WordCounts.LINES, new StringDeserializer(), new StringDeserializer())) {
                reader.readAll((file, line) -> lines.add(line));
            }
            return lines;
        }
    }
}
