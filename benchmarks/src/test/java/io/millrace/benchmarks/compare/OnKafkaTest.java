package io.millrace.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps what is measured on a broker working. It says nothing about the figures. */
@Tag("broker")
@Tag("long") // JVMs by the dozen; a minute or two each
class OnKafkaTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void leavesNothingBehind() throws Exception {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void everyContenderGivesTheSameOutputInEveryWork() throws Exception {
        Comparison.run(args("-Xmx256m", "--on-kafka", "--records", "2000", "--rounds", "1"), out());

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(
                        "large-state", "table-join", "restore", "CPU of kafka-streams-eos / CPU of millrace-kafka-eos");
    }

    @Test
    void everyRecordOfALatencyRunArrives() throws Exception {
        Latency.run(
                args("-Xmx256m", "--on-kafka", "--rounds", "1", "--rate", "100", "--seconds", "1", "--warm-up", "1"),
                out());

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("round 1 +word-count +millrace-kafka-eos +p50 [0-9.]+ +p99 [0-9.]+ +max [0-9.]+");
    }

    @Test
    void theSurvivorTakesOver() throws Exception {
        List<String> short6 =
                args("-Xmx256m", "--session", "6000", "--records", "1000", "--rate", "100", "--seconds", "1");
        Takeover.run(short6, out());

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("round 1 +millrace-kafka-eos +session timeout +6.0 s +first output [-+][0-9.]+");
    }

    private List<String> args(String jvm, String... more) {
        List<String> args = new ArrayList<>(Arrays.asList(more));
        args.addAll(List.of("--folder", folder.toString(), "--jvm", jvm + " -XX:TieredStopAtLevel=1"));
        return args;
    }

    private PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }
}
