package io.millrace.benchmarks.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How latency is measured.
 *
 * @param works pipe, word count, or both
 * @param rate records per second
 * @param seconds how long is measured
 * @param warmUpSeconds how long before that is not
 * @param lingerMs the producer's setting
 * @param folder where the log is kept meanwhile
 * @param onKafka what is compared on a broker; null on the embedded log
 */
record LatencyOptions(
        List<Work> works,
        int rate,
        int seconds,
        int warmUpSeconds,
        int lingerMs,
        Path folder,
        @Nullable BrokerOptions onKafka) {
    private static final int ROUNDS = 3;
    private static final List<Work> WORKS = List.of(Work.PIPE, Work.WORD_COUNT);

    static final String USAGE = """
            Options of latency:
              --only A,B,...   of the works pipe and word-count (default: both)
              --rate N         records per second (default 1000)
              --seconds N      how long is measured (default 30; with --quick 10)
              --warm-up N      how long before that is not (default 10)
              --linger MS      linger.ms of the producer (default 0: it waits for nobody)
              --folder DIR     where data is kept meanwhile (default: the folder for temporary files)
              --on-kafka       on a broker, Kafka Streams and Millrace by turns, each in a JVM of its own; and then
            """ + String.format(Locale.ROOT, BrokerOptions.USAGE, ROUNDS);

    static LatencyOptions parse(List<String> args) {
        List<Work> works = WORKS;
        boolean quick = args.contains("--quick");
        BrokerOptions onKafka = args.contains("--on-kafka") ? BrokerOptions.standard(ROUNDS) : null;
        int rate = 1000;
        int seconds = quick ? 10 : 30;
        int warmUpSeconds = 10;
        int lingerMs = 0;
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        Arguments arguments = new Arguments(args, USAGE);
        while (arguments.hasNext()) {
            String option = arguments.next();
            switch (option) {
                case "--quick", "--on-kafka" -> {}
                case "--only" -> {
                    List<String> names = List.of(arguments.value().split(","));
                    List<String> others =
                            names.stream().filter(name -> !isWork(name)).toList();
                    if (others.size() < names.size()) {
                        works = names.stream()
                                .filter(LatencyOptions::isWork)
                                .map(Work::of)
                                .toList();
                    }
                    if (onKafka != null && !others.isEmpty()) {
                        onKafka = onKafka.only(others);
                    } else if (!others.isEmpty()) {
                        throw arguments.unknown(option + " " + others.get(0));
                    }
                }
                case "--rate" -> rate = arguments.number(1);
                case "--seconds" -> seconds = arguments.number(1);
                case "--warm-up" -> warmUpSeconds = arguments.number(0);
                case "--linger" -> lingerMs = arguments.number(0);
                case "--folder" -> folder = Path.of(arguments.value());
                default -> {
                    if (onKafka == null) {
                        throw arguments.unknown(option);
                    }
                    onKafka = onKafka.with(option, arguments);
                }
            }
        }
        return new LatencyOptions(works, rate, seconds, warmUpSeconds, lingerMs, folder, onKafka);
    }

    private static boolean isWork(String name) {
        return WORKS.stream().anyMatch(work -> work.title().equals(name));
    }

    /** With those of the warm-up. */
    int records() {
        return rate * (seconds + warmUpSeconds);
    }
}
