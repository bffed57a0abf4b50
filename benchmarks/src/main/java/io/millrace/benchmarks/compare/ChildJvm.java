package io.millrace.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class in a JVM of its own, with this one's class path and Java. */
final class ChildJvm {
    private final List<String> options;

    ChildJvm(List<String> options) {
        this.options = options;
    }

    /** Starts it. Its errors go to this process' own. */
    Process start(Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Starts it, waits for its end, and returns what it printed. */
    List<String> run(Class<?> main, List<String> arguments) throws IOException, InterruptedException {
        Process process = start(main, arguments);
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
