package io.millrace.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the comparison working; without the broker, whose jars are not on the class path of an ordinary build. */
class ComparisonTest {

    @Test
    void millraceGivesTheOutputOfThePlainLoopInEveryWork(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        List<String> args = List.of(
                "--records",
                "2000",
                "--rounds",
                "1",
                "--without",
                "kafka-streams,millrace-2",
                "--folder",
                folder.toString(),
                "--jvm",
                "-Xmx256m -XX:TieredStopAtLevel=1");

        Comparison.run(args, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("pipe", "word-count", "windowed-count", "CPU of millrace / CPU of loop");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void refusesARunWithAnotherOutput() {
        Report report = new Report(Work.PIPE);
        report.add(Contender.LOOP, outcome("2-ab"));

        assertThatThrownBy(() -> report.add(Contender.MILLRACE, outcome("2-ac")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The output of millrace at pipe is 2-ac (expected: 2-ab, as the first run gave)");
    }

    @Test
    void pairsRatiosWithinARound() {
        Report report = new Report(Work.WORD_COUNT);
        report.add(Contender.MILLRACE, new Outcome(1, 1, 2_000, 0, 0, 0, 0, "x"));
        report.add(Contender.LOOP, new Outcome(1, 1, 1_000, 0, 0, 0, 0, "x"));
        report.add(Contender.MILLRACE, new Outcome(1, 1, 8_000, 0, 0, 0, 0, "x"));
        report.add(Contender.LOOP, new Outcome(1, 1, 2_000, 0, 0, 0, 0, "x"));

        assertThat(report.text()).contains("CPU of millrace / CPU of loop: 3.00 (2.00-4.00)");
    }

    @Test
    void namesAnUnknownWork() {
        assertThatThrownBy(() -> Options.parse(List.of("--only", "pope")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("name: pope (expected: some of [pipe, word-count");
    }

    private static Outcome outcome(String digest) {
        return new Outcome(2, 1, 1, 0, 0, 0, 2, digest);
    }
}
