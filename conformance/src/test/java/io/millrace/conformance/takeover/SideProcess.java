package io.millrace.conformance.takeover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@link SideMain} seen from outside. One thread. */
final class SideProcess implements AutoCloseable {

    private static final long STOP_MAX_S = 90;

    private final Process process;
    private final Path log;

    private SideProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param log where its output and its log go, appended */
    static SideProcess start(
            String side,
            String topology,
            String input,
            String output,
            long pauseMs,
            Map<String, String> settings,
            Path log) {
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
                topology,
                input,
                output,
                Long.toString(pauseMs)));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            return new SideProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails when it has ended. */
    void mustLive() {
        if (!process.isAlive()) {
            throw new AssertionError("the application ended with exit code " + process.exitValue() + "; " + said());
        }
    }

    /** Has it commit and end. */
    void stop() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_MAX_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("the application has not stopped in good order; " + said());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("the test was interrupted", e);
        }
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
