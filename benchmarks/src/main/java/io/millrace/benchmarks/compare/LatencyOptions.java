package io.millrace.benchmarks.compare;

import java.nio.file.Path;
import java.util.List;

/**
 * How latency is measured.
 *
 * @param works pipe, word count, or both
 * @param rate records per second
 * @param seconds how long is measured
 * @param warmUpSeconds how long before that is not
 * @param lingerMs the producer's setting
 * @param folder where the log is kept meanwhile
 */
record LatencyOptions(List<Work> works, int rate, int seconds, int warmUpSeconds, int lingerMs, Path folder) {
    static final String USAGE = """
            Options of latency:
              --only WORK      pipe or word-count (default: both)
              --rate N         records per second (default 1000)
              --seconds N      how long is measured (default 30; with --quick 10)
              --warm-up N      how long before that is not (default 10)
              --linger MS      linger.ms of the producer (default 0: it waits for nobody)
              --folder DIR     where data is kept meanwhile (default: the folder for temporary files)""";

    static LatencyOptions parse(List<String> args) {
        List<Work> works = List.of(Work.PIPE, Work.WORD_COUNT);
        boolean quick = args.contains("--quick");
        int rate = 1000;
        int seconds = quick ? 10 : 30;
        int warmUpSeconds = 10;
        int lingerMs = 0;
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        for (int i = 0; i < args.size(); i++) {
            switch (args.get(i)) {
                case "--quick" -> {}
                case "--only" -> works = List.of(Work.of(value(args, ++i)));
                case "--rate" -> rate = number(args, ++i, 1);
                case "--seconds" -> seconds = number(args, ++i, 1);
                case "--warm-up" -> warmUpSeconds = number(args, ++i, 0);
                case "--linger" -> lingerMs = number(args, ++i, 0);
                case "--folder" -> folder = Path.of(value(args, ++i));
                default -> throw new IllegalArgumentException("option: " + args.get(i) + "\n" + USAGE);
            }
        }
        return new LatencyOptions(works, rate, seconds, warmUpSeconds, lingerMs, folder);
    }

    /** With those of the warm-up. */
    int records() {
        return rate * (seconds + warmUpSeconds);
    }

    private static int number(List<String> args, int index, int min) {
        String text = value(args, index);
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < min) {
            throw new IllegalArgumentException(args.get(index - 1) + ": " + text + " (expected: >= " + min + ")");
        }
        return Integer.parseInt(text);
    }

    private static String value(List<String> args, int index) {
        if (index >= args.size()) {
            throw new IllegalArgumentException(args.get(index - 1) + " has no value\n" + USAGE);
        }
        return args.get(index);
    }
}
