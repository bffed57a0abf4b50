package io.millrace.conformance.takeover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A {@link SideMain} seen from outside. One thread. */
final class SideProcess implements AutoCloseable {

    private static final long WORK_MAX_S = 120;
    private static final long LOOK_MS = 50;
    private static final int LOOKS_MAX = 2_000;

    private final Process process;
    private final Path log;

    private SideProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param log where its output and its log go */
    static SideProcess start(String side, Side.Job job, Map<String, String> settings, Path log) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath,
                SideMain.class.getName(),
                side,
                job.topology(),
                job.input(),
                job.output(),
                Integer.toString(job.records()),
                Boolean.toString(job.leaves())));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        try {
            return new SideProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until something is so; fails when the process ends before. */
    void await(String what, BooleanSupplier so) {
        for (int i = 0; i < LOOKS_MAX; i++) {
            if (so.getAsBoolean()) {
                return;
            }
            if (ends(LOOK_MS)) {
                throw new AssertionError("the application ended with exit code " + process.exitValue() + " before "
                        + what + "; " + said());
            }
        }
        throw new AssertionError("still not so: " + what + "; " + said());
    }

    /** Has it commit and end. */
    void stop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitEnd();
    }

    /** Waits until it has ended in good order. */
    void awaitEnd() {
        if (!ends(TimeUnit.SECONDS.toMillis(WORK_MAX_S)) || process.exitValue() != 0) {
            throw new AssertionError("the application has not ended in good order; " + said());
        }
    }

    private boolean ends(long withinMs) {
        try {
            return process.waitFor(withinMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** What it said of its stores. */
    List<String> state() {
        return said().lines().filter(line -> line.startsWith(SideMain.STATE)).toList();
    }

    private String said() {
        try {
            return "it said:\n" + Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
