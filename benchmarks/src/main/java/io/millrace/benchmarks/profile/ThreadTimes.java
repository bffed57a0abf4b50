package io.millrace.benchmarks.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * CPU time of this process' threads by name, as Linux counts it: those of the compiler, the garbage collector and
 * RocksDB included. Threads that have ended are in {@code (ended)}. Empty on other systems.
 */
public final class ThreadTimes {
    /** What Linux calls a clock tick, 1/100 s, since long ago. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int UTIME = 11;
    private static final int STIME = 12;

    private ThreadTimes() {}

    /** Seconds by the name of the thread, numbers in names left out. */
    public static Map<String, Double> seconds() {
        Map<String, Double> times = new TreeMap<>();
        Path tasks = Path.of("/proc/self/task");
        if (Files.exists(tasks)) {
            try (Stream<Path> threads = Files.list(tasks)) {
                threads.forEach(thread -> add(thread.resolve("stat"), times));
            } catch (IOException e) {
                throw new UncheckedIOException("No threads in " + tasks, e);
            }
            double living =
                    times.values().stream().mapToDouble(Double::doubleValue).sum();
            times.put("(ended)", Math.max(0, ticks(Path.of("/proc/self/stat")) - living));
        }
        return times;
    }

    private static void add(Path stat, Map<String, Double> times) {
        try {
            String line = Files.readString(stat);
            String name = line.substring(line.indexOf('(') + 1, line.lastIndexOf(')'));
            times.merge(name.replaceAll("[#-]?\\d+$", ""), ticks(stat), Double::sum);
        } catch (IOException e) {
            // The thread has ended since it was listed: its time is in that of the process.
        }
    }

    private static double ticks(Path stat) {
        try {
            String line = Files.readString(stat);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            return 0;
        }
    }
}
