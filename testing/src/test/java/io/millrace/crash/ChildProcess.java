package io.millrace.crash;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A {@link CrashChild}, {@link KafkaChild} or {@link ChaosChild} seen from outside. One thread. Every wait ends: after
 * {@link #WAIT_S} the child is killed, which ends its output too.
 */
final class ChildProcess implements AutoCloseable {

    private static final long WAIT_S = 120;

    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    private ChildProcess(Process process, Path errors) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
    }

    /**
     * Starts one.
     *
     * @param folder the application's state folder
     * @param errors where its log goes, appended
     */
    static ChildProcess start(Path folder, long seed, String step, int times, Path errors) {
        return start(CrashChild.class, errors, folder.toString(), Long.toString(seed), step, Integer.toString(times));
    }

    /** As above, with {@link Unrest}. */
    static ChildProcess startInUnrest(Path folder, long seed, Path errors) {
        return start(
                CrashChild.class,
                errors,
                folder.toString(),
                Long.toString(seed),
                HaltPoint.NOWHERE,
                "0",
                CrashChild.UNREST);
    }

    /** A {@link KafkaChild}. */
    static ChildProcess startOnKafka(Path errors, String servers, String application, String guarantee, Path folder) {
        return start(KafkaChild.class, errors, servers, application, guarantee, folder.toString());
    }

    /** A {@link ChaosChild}. */
    static ChildProcess startInChaos(
            Path errors, String servers, String application, String guarantee, Path folder, String name) {
        return start(ChaosChild.class, errors, servers, application, guarantee, folder.toString(), name);
    }

    private static ChildProcess start(Class<?> main, Path errors, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                java,
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                NativeLibrary.option(),
                "-ea",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.io.millrace.log.embedded=info",
                "-cp",
                classPath,
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        try {
            return new ChildProcess(builder.start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line that begins so and returns the rest of it. */
    String await(String beginning) {
        List<String> lines = linesUntil(line -> line.startsWith(beginning), "said \"" + beginning + "\"");
        return lines.get(lines.size() - 1).substring(beginning.length());
    }

    /**
     * The lines that it says up to the first for which this is true.
     *
     * @param what completes the sentence that it has not
     */
    List<String> linesUntil(Predicate<String> isLast, String what) {
        Process guarded = process;
        Thread guard = new Thread(() -> killAfterWait(guarded), "guard");
        guard.setDaemon(true);
        guard.start();
        List<String> lines = new ArrayList<>();
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (isLast.test(line)) {
                    return lines;
                }
            }
            throw new AssertionError("the child has not " + what + end());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            guard.interrupt();
        }
    }

    private static void killAfterWait(Process guarded) {
        try {
            if (!guarded.waitFor(WAIT_S, TimeUnit.SECONDS)) {
                guarded.destroyForcibly();
            }
        } catch (InterruptedException e) {
            // what was waited for has come
        }
    }

    /** Lets it live for some time. It must not end by itself. */
    void mustLive(long timeMs) {
        if (waitFor(timeMs, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the child ended by itself" + end());
        }
    }

    /** Kills it after some time. It must have lived until then. */
    void killAfter(long delayMs) {
        mustLive(delayMs);
        process.destroyForcibly();
        if (!waitFor(WAIT_S, TimeUnit.SECONDS)) {
            throw new AssertionError("the child cannot be killed: process " + process.pid());
        }
    }

    /** Ends it at once, without waiting until it has ended; from any thread. */
    void strike() {
        process.destroyForcibly();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Writes a line to its standard input. */
    void tell(String line) {
        try {
            BufferedWriter input = process.outputWriter(StandardCharsets.UTF_8);
            input.write(line);
            input.newLine();
            input.flush();
        } catch (IOException e) {
            throw new AssertionError("the child does not listen" + end(), e);
        }
    }

    /** Waits for it to end by itself. */
    void awaitEnd(int exitCode) {
        boolean ended = waitFor(WAIT_S, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != exitCode) {
            throw new AssertionError("the child has not ended with exit code " + exitCode + end());
        }
    }

    /** What it has logged so far. */
    String log() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean waitFor(long time, TimeUnit unit) {
        try {
            return process.waitFor(time, unit);
        } catch (InterruptedException e) {
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** How it ended and what it had to say, for messages. */
    private String end() {
        String how = process.isAlive() ? " and is alive" : " (exit code " + process.exitValue() + ")";
        return how + "; its log:\n" + log();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        waitFor(WAIT_S, TimeUnit.SECONDS);
    }
}
