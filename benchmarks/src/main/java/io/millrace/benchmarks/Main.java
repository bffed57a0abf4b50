package io.millrace.benchmarks;

import io.millrace.benchmarks.compare.Comparison;
import io.millrace.benchmarks.compare.Latency;
import io.millrace.benchmarks.compare.ProfiledRun;
import io.millrace.benchmarks.compare.Takeover;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The command behind {@code benchmarks/run}: its first argument says what to measure. */
final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> rest = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
        try {
            switch (args.length == 0 ? "" : args[0]) {
                case "compare" -> Comparison.run(rest, System.out);
                case "profile" -> ProfiledRun.run(rest, System.out);
                case "latency" -> Latency.run(rest, System.out);
                case "takeover" -> Takeover.run(rest, System.out);
                case "jmh" -> org.openjdk.jmh.Main.main(rest.toArray(new String[0]));
                default ->
                    throw new IllegalArgumentException(
                            "usage: benchmarks/run compare|latency|takeover|profile|jmh ...");
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
