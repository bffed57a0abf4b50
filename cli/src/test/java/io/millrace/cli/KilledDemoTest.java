package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo in a JVM of its own, which is killed. */
@Timeout(120)
class KilledDemoTest {

    private static final int KILLS = 4;
    private static final int LINES = 150_000;

    @TempDir
    private Path folder;

    @Test
    void countsEachWordOnceHoweverOftenItIsKilled() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Path text = writeText(random);
        for (int i = 0; i < KILLS; i++) {
            Process demo = demo(text.toString());
            // From before the log is open until well into the work, whatever the speed of the machine.
            boolean ended = demo.waitFor(300L + random.nextInt(1500), TimeUnit.MILLISECONDS);
            assertThat(ended && demo.exitValue() != 0).as(output()).isFalse();
            demo.destroyForcibly().waitFor();
        }

        Process last = demo(text.toString(), "--verify");

        assertThat(last.waitFor()).as("seed %d: %s", seed, output()).isZero();
        assertThat(output()).contains(String.format("%,d of %,d lines counted", LINES, LINES), "all are equal");
    }

    @Test
    void followsFilesUntilItIsStoppedAndLetsNobodyElseIn() throws Exception {
        Path input = Files.createDirectory(folder.resolve("input"));
        Path grown = Files.writeString(input.resolve("grown"), "to be\nor");
        Process demo = demo(input.toString(), "--follow");
        try {
            await(demo, output -> output.contains("1 lines of 1 files read, 1 counted"));
            Files.writeString(grown, " not\n", StandardOpenOption.APPEND);
            Files.writeString(input.resolve("new"), "to be\n");
            await(demo, output -> output.contains("3 lines of 2 files read, 3 counted"));

            Path others = folder.resolve("other-output");
            Process other = demo(others, input.toString());
            assertThat(other.waitFor()).isEqualTo(Millrace.FAILED);
            assertThat(Files.readString(others)).contains("is in use by another process");
        } finally {
            // As Ctrl-C does it, but SIGTERM: Java can send no other signal.
            demo.destroy();
        }

        assertThat(demo.waitFor()).isEqualTo(143);
        assertThat(output()).contains("Stopped; nothing is lost.");
        assertThat(demo(input.toString(), "--verify").waitFor()).as(output()).isZero();
        assertThat(output()).contains("3 of 3 lines counted: 6 words", "all are equal");
    }

    private Path writeText(Random random) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            StringBuilder line = new StringBuilder();
            for (int word = random.nextInt(12); word > 0; word--) {
                line.append('w')
                        .append((int) Math.abs(random.nextGaussian() * 1000))
                        .append(' ');
            }
            lines.add(line.toString());
        }
        return Files.write(folder.resolve("text"), lines);
    }

    private Process demo(String... arguments) throws IOException {
        return demo(folder.resolve("output"), arguments);
    }

    private Process demo(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Millrace.class.getName(),
                "demo",
                "--state",
                folder.resolve("state").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(new File("/dev/null"))
                .start();
    }

    private void await(Process demo, Predicate<String> condition) throws InterruptedException {
        while (!condition.test(output())) {
            assertThat(demo.waitFor(20, TimeUnit.MILLISECONDS)).as(output()).isFalse();
        }
    }

    private String output() {
        try {
            Path file = folder.resolve("output");
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
