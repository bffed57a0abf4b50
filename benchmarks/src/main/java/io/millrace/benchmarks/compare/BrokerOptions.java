package io.millrace.benchmarks.compare;

import java.util.List;

/**
 * What all measurements have in common whose contenders are applications that take turns on one broker.
 *
 * @param contenders in this order within a round
 * @param rounds how often every contender takes its turn
 * @param commitIntervalMs {@code commit.interval.ms} of all, under both guarantees
 * @param childOptions JVM options of the applications, all alike
 */
record BrokerOptions(List<Contender> contenders, int rounds, int commitIntervalMs, List<String> childOptions) {

    static final String USAGE = """
              --only A,B,...   of kafka-streams, millrace-kafka (at least once), kafka-streams-eos, millrace-kafka-eos
                               (exactly once; default: all four)
              --rounds N       how often every contender takes its turn (default %d)
              --commit MS      commit.interval.ms of all (default 100)
              --jvm OPTIONS    JVM options of the applications (default -Xmx1g)""";

    private static final List<Contender> APPLICATIONS = List.of(
            Contender.KAFKA_STREAMS,
            Contender.MILLRACE_KAFKA,
            Contender.KAFKA_STREAMS_EOS,
            Contender.MILLRACE_KAFKA_EOS);
    private static final int COMMIT_INTERVAL_MS = 100;

    static BrokerOptions standard(int rounds) {
        return new BrokerOptions(APPLICATIONS, rounds, COMMIT_INTERVAL_MS, List.of("-Xmx1g"));
    }

    /** With what this option says; unchanged if it says nothing about these. */
    BrokerOptions with(String option, Arguments arguments) {
        return switch (option) {
            case "--only" -> only(List.of(arguments.value().split(",")));
            case "--rounds" -> new BrokerOptions(contenders, arguments.number(1), commitIntervalMs, childOptions);
            case "--commit" -> new BrokerOptions(contenders, rounds, arguments.number(1), childOptions);
            case "--jvm" ->
                new BrokerOptions(
                        contenders,
                        rounds,
                        commitIntervalMs,
                        List.of(arguments.value().split(" +")));
            default -> throw arguments.unknown(option);
        };
    }

    /** With these contenders only. */
    BrokerOptions only(List<String> names) {
        List<String> known = APPLICATIONS.stream().map(Contender::title).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("contender: " + name + " (expected: some of " + known + ")");
            }
        }
        List<Contender> named = names.stream().map(Contender::of).toList();
        return new BrokerOptions(named, rounds, commitIntervalMs, childOptions);
    }
}
