package io.millrace.benchmarks.compare;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** An {@link Application} in a JVM of its own, seen from outside. One thread. */
final class ApplicationJvm implements AutoCloseable {
    private static final long END_S = 60;

    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;

    private ApplicationJvm(String name, Process process) {
        this.name = name;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts one.
     *
     * @param topics of input and output
     * @param name tells it from the others
     */
    static ApplicationJvm start(
            ChildJvm java,
            Contender contender,
            String work,
            List<String> topics,
            String name,
            Map<String, String> settings) {
        List<String> arguments = new ArrayList<>(List.of(contender.title(), work));
        arguments.addAll(topics);
        arguments.add(name);
        settings.forEach((key, value) -> arguments.add(key + "=" + value));
        try {
            return new ApplicationJvm(contender.title() + " " + name, java.start(Application.class, arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The partitions that its active tasks read; none while it does not run yet. */
    Set<Integer> tasks() {
        try {
            questions.write(Application.TASKS);
            questions.newLine();
            questions.flush();
            String answer = answers.readLine();
            if (answer == null || answer.equals(Application.FAILED)) {
                throw new IllegalStateException(name + " has failed (expected: to run until it is ended)");
            }
            return answer.equals(Application.NONE)
                    ? Set.of()
                    : Arrays.stream(answer.split(" "))
                            .map(Integer::valueOf)
                            .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new IllegalStateException(name + " does not answer", e);
        }
    }

    /** Ends it as {@code kill -9} does, and does not wait. */
    void kill() {
        process.destroyForcibly();
    }

    /** Has it commit and end; by force if it does not. */
    @Override
    public void close() {
        try {
            questions.close();
        } catch (IOException e) {
            // it has ended already
        }
        try {
            if (!process.waitFor(END_S, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(END_S, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
