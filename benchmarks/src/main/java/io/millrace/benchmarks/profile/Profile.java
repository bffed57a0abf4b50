package io.millrace.benchmarks.profile;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Reads a flight recording and prints which methods were on top of the stack, and through which package of Millrace the
 * sample went last. Samples of Java code and of native calls (RocksDB, reading) are counted apart: a native sample is
 * taken wherever the thread is, running or waiting, so those count only in the threads of the application.
 */
public final class Profile {
    private static final int LINES = 25;
    /** Starts the application, waits, and reads the output afterwards. */
    private static final String HARNESS_THREAD = "main";

    private final Map<String, Integer> methods = new HashMap<>();
    private final Map<String, Integer> packages = new HashMap<>();
    private int samples;

    private Profile() {}

    /** Prints the profile of a recording. */
    public static void print(Path recording, PrintStream out) throws IOException {
        try (RecordingFile file = new RecordingFile(recording)) {
            Profile java = new Profile();
            Profile natives = new Profile();
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                switch (event.getEventType().getName()) {
                    case "jdk.ExecutionSample" -> java.add(event);
                    case "jdk.NativeMethodSample" -> natives.add(event);
                    default -> {}
                }
            }
            java.print("Java", out);
            natives.print("native, waiting included", out);
        }
    }

    private void add(RecordedEvent sample) {
        RecordedThread thread = sample.getThread("sampledThread");
        boolean isOfTheHarness = thread != null && HARNESS_THREAD.equals(thread.getJavaName());
        if (sample.getStackTrace() == null || isOfTheHarness) {
            return;
        }
        List<RecordedFrame> frames = sample.getStackTrace().getFrames();
        samples++;
        methods.merge(name(frames.get(0)), 1, Integer::sum);
        packages.merge(
                frames.stream()
                        .map(frame -> frame.getMethod().getType().getName())
                        .filter(type -> type.startsWith("io.millrace."))
                        .findFirst()
                        .map(type -> type.substring("io.millrace.".length()))
                        .orElse("(others)"),
                1,
                Integer::sum);
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private void print(String title, PrintStream out) {
        out.println("\n" + title + ": " + samples + " samples; by the topmost method");
        print(methods, out);
        out.println("by the topmost class of Millrace");
        print(packages, out);
    }

    private void print(Map<String, Integer> counts, PrintStream out) {
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(LINES)
                .forEach(count -> out.printf(
                        Locale.ROOT, "  %5.1f %%  %s%n", 100.0 * count.getValue() / samples, count.getKey()));
    }
}
