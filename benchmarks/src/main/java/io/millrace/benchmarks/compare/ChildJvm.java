package io.millrace.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class in a JVM of its own, with this one's class path and Java, and returns what it printed. */
final class ChildJvm {
    private final List<String> options;

    ChildJvm(List<String> options) {
        this.options = options;
    }

    /** Waits for its end. Its errors go to this process' own. */
    List<String> run(Class<?> main, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> lines = out.lines().toList();
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(
                        "Ended with " + code + " (expected: 0): " + main.getSimpleName() + " " + arguments);
            }
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }
}
