package io.millrace.benchmarks.compare;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How a takeover is measured.
 *
 * @param sessionMs the session timeouts that are tried, in this order within a round
 * @param records how many are processed before, each with a key of its own: the state
 * @param rate records per second, before the kill and after
 * @param seconds how long both instances work at this rate before one is killed
 * @param folder where data is kept meanwhile
 * @param onKafka who is compared
 */
record TakeoverOptions(
        List<Integer> sessionMs, int records, int rate, int seconds, Path folder, BrokerOptions onKafka) {
    private static final int ROUNDS = 1;

    static final String USAGE = """
            Options of takeover:
              --session A,B,.. session timeouts in ms, at least 6000 (default 45000,6000; the former is what
                               consumers have that are told nothing)
              --records N      how many are processed before, each with a key of its own (default 100000)
              --rate N         records per second, before the kill and after (default 1000)
              --seconds N      how long both work at this rate before one is killed (default 10)
              --folder DIR     where data is kept meanwhile (default: the folder for temporary files)
            """ + String.format(Locale.ROOT, BrokerOptions.USAGE, ROUNDS);

    static TakeoverOptions parse(List<String> args) {
        List<Integer> sessionMs = List.of(45_000, 6_000);
        int records = 100_000;
        int rate = 1_000;
        int seconds = 10;
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        BrokerOptions onKafka = BrokerOptions.standard(ROUNDS);
        Arguments arguments = new Arguments(args, USAGE);
        while (arguments.hasNext()) {
            String option = arguments.next();
            switch (option) {
                case "--session" -> sessionMs = sessions(arguments.value());
                case "--records" -> records = arguments.number(1);
                case "--rate" -> rate = arguments.number(1);
                case "--seconds" -> seconds = arguments.number(0);
                case "--folder" -> folder = Path.of(arguments.value());
                default -> onKafka = onKafka.with(option, arguments);
            }
        }
        return new TakeoverOptions(sessionMs, records, rate, seconds, folder, onKafka);
    }

    private static List<Integer> sessions(String text) {
        // The broker refuses shorter ones.
        if (!text.matches("([6-9][0-9]{3}|[1-9][0-9]{4,6})(,([6-9][0-9]{3}|[1-9][0-9]{4,6}))*")) {
            throw new IllegalArgumentException("--session: " + text + " (expected: numbers from 6000 on)");
        }
        return Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
    }
}
