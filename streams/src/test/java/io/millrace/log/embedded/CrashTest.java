package io.millrace.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.Seams;
import io.millrace.log.Fetched;
import io.millrace.log.Isolation;
import io.millrace.log.LogRecord;
import io.millrace.log.Reader;
import io.millrace.store.StateDatabase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stops a process at each step of a commit and looks at what the next one finds. */
@Tag("long")
class CrashTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(CommitSteps.Step.class)
    void keepsAPrefixOfTheCommitsAndAllThatWereCompleted(CommitSteps.Step step) throws Exception {
        boolean maintenance = step.name().contains("MAINTENANCE");
        for (int nth : maintenance ? List.of(1) : List.of(4, 50)) {
            long before = durableNumbers();
            long completed = runUntilCrash(step, nth) + 1;

            check(before + completed);
        }
    }

    /** The last number that was said to be committed; -1 when none was. */
    private long runUntilCrash(CommitSteps.Step step, int nth) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingProgram.class.getName(),
                        folder.resolve("log").toString(),
                        step.name(),
                        Integer.toString(nth))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(9);
        return output.lines().mapToLong(Long::parseLong).max().orElse(-1);
    }

    private EmbeddedLogStorage open() {
        return EmbeddedLogStorage.open(folder.resolve("log"), EmbeddedSettings.ofMemory(36 << 20), Seams.system());
    }

    private long durableNumbers() {
        try (EmbeddedLogStorage log = open()) {
            return end(log, CrashingProgram.IN);
        }
    }

    private void check(long atLeast) {
        try (EmbeddedLogStorage log = open()) {
            if (log.topics().partitionCounts().size() < 2) {
                assertThat(atLeast).isZero();
                return;
            }
            List<Long> in = numbers(log, CrashingProgram.IN);
            List<Long> out = numbers(log, CrashingProgram.OUT);
            assertThat(in).hasSizeGreaterThanOrEqualTo((int) atLeast);
            assertThat(end(log, CrashingProgram.TWIN)).isEqualTo(in.size());
            assertThat(out).isEqualTo(in.subList(0, out.size()));
            OffsetAndMetadata committed =
                    log.topics().committed("g", Set.of(CrashingProgram.IN)).get(CrashingProgram.IN);
            assertThat(committed == null ? 0 : committed.offset()).isEqualTo(out.size());
            byte[] copied = log.state()
                    .open(CrashingProgram.COPIED, StateDatabase.Residence.DISK)
                    .get(CrashingProgram.COPIED_KEY);
            assertThat(copied == null ? 0 : ByteBuffer.wrap(copied).getLong()).isEqualTo(out.size());
        }
    }

    private static long end(EmbeddedLogStorage log, TopicPartition partition) {
        return log.topics().partitionCounts().containsKey(partition.topic())
                ? log.topics()
                        .endOffsets(Set.of(partition), Isolation.COMMITTED)
                        .getOrDefault(partition, 0L)
                : 0;
    }

    private static List<Long> numbers(EmbeddedLogStorage log, TopicPartition partition) {
        List<Long> numbers = new ArrayList<>();
        try (Reader reader = log.reader(Isolation.COMMITTED)) {
            reader.assign(Map.of(partition, 0L));
            List<Fetched> fetched = reader.poll(0);
            while (!fetched.isEmpty()) {
                for (LogRecord record : fetched.get(0).records()) {
                    numbers.add(ByteBuffer.wrap(record.value()).getLong());
                }
                fetched = reader.poll(0);
            }
        }
        return numbers;
    }
}
