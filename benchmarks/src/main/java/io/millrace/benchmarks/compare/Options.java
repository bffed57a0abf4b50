package io.millrace.benchmarks.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What to compare.
 *
 * @param records input records per run
 * @param pipeRecords the same of the pipe, whose records cost little
 * @param rounds how often every contender takes its turn
 * @param minutesMax no round is begun that would probably end later than this
 * @param works in this order
 * @param contenders in this order within a round
 * @param folder where inputs, logs and state are kept while it runs; below it a folder is made and deleted
 * @param childOptions JVM options of the children, all contenders alike
 */
record Options(
        long records,
        long pipeRecords,
        int rounds,
        int minutesMax,
        List<Work> works,
        List<Contender> contenders,
        Path folder,
        List<String> childOptions) {
    static final String USAGE = """
            Options of compare:
              --records N        input records per run (default 1000000; with --quick 200000)
              --rounds N         how often every contender takes its turn (default 3; with --quick 1)
              --minutes N        stop before a round that would probably end later (default 120; with --brief 6)
              --only A,B,...     of the works pipe, word-count, windowed-count (and with --on-kafka large-state,
                                 table-join, restore) and of the contenders
                                 millrace, millrace-2, kafka-streams, loop, loop-durable, loop-direct, and those
                                 of --on-kafka (default: all but the latter)
              --without A,B,...  the other way around
              --on-kafka         all on one broker: kafka-streams, millrace-kafka, client-loop, kafka-streams-eos,
                                 millrace-kafka-eos
              --quick            a first look
              --brief            what the aims are about, in 6 minutes: word-count with 500000 records and pipe
                                 with four times as many, without millrace-2 and loop-direct, 3 rounds
              --folder DIR       where data is kept meanwhile (default: the folder for temporary files)
              --jvm OPTIONS      JVM options of the children (default -Xmx2g)""";

    private static final long RECORDS = 1_000_000;
    private static final long QUICK_RECORDS = 200_000;
    private static final long BRIEF_RECORDS = 500_000;
    private static final int ROUNDS = 3;
    private static final int MINUTES_MAX = 120;
    private static final int BRIEF_MINUTES_MAX = 6;
    /** A record of the pipe costs a tenth of a line of the word count; so both get beyond the JIT compiler. */
    private static final int PIPE_RECORDS_PER_LINE = 4;

    static Options parse(List<String> args) {
        boolean quick = args.contains("--quick");
        boolean brief = args.contains("--brief");
        long records = quick ? QUICK_RECORDS : brief ? BRIEF_RECORDS : RECORDS;
        int minutesMax = brief ? BRIEF_MINUTES_MAX : MINUTES_MAX;
        int rounds = quick ? 1 : ROUNDS;
        List<Work> works = new ArrayList<>(args.contains("--on-kafka") ? List.of(Work.values()) : Work.usual());
        List<Contender> contenders =
                new ArrayList<>(args.contains("--on-kafka") ? Contender.onBroker() : Contender.usual());
        if (brief) {
            works.remove(Work.WINDOWED_COUNT);
            contenders.removeAll(List.of(Contender.MILLRACE_2, Contender.LOOP_DIRECT));
        }
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        List<String> jvm = List.of("-Xmx2g");
        for (int i = 0; i < args.size(); i++) {
            switch (args.get(i)) {
                case "--quick", "--brief", "--on-kafka" -> {}
                case "--minutes" -> minutesMax = (int) positive(args, ++i);
                case "--records" -> records = positive(args, ++i);
                case "--rounds" -> rounds = (int) positive(args, ++i);
                case "--only" -> restrict(names(args, ++i), works, contenders);
                case "--without" -> remove(names(args, ++i), works, contenders);
                case "--folder" -> folder = Path.of(value(args, ++i));
                case "--jvm" -> jvm = Arrays.asList(value(args, ++i).split(" +"));
                default -> throw new IllegalArgumentException("option: " + args.get(i) + "\n" + USAGE);
            }
        }
        return new Options(
                records,
                brief ? PIPE_RECORDS_PER_LINE * records : records,
                rounds,
                minutesMax,
                List.copyOf(works),
                List.copyOf(contenders),
                folder,
                List.copyOf(jvm));
    }

    /** How many records a run of this work gets. */
    long records(Work work) {
        return work == Work.PIPE ? pipeRecords : records;
    }

    boolean hasBroker() {
        return contenders.stream().anyMatch(Contender::isOnBroker);
    }

    private static void restrict(List<String> names, List<Work> works, List<Contender> contenders) {
        check(names);
        if (works.stream().anyMatch(work -> names.contains(work.title()))) {
            works.removeIf(work -> !names.contains(work.title()));
        }
        if (contenders.stream().anyMatch(contender -> names.contains(contender.title()))) {
            contenders.removeIf(contender -> !names.contains(contender.title()));
        }
    }

    private static void remove(List<String> names, List<Work> works, List<Contender> contenders) {
        check(names);
        works.removeIf(work -> names.contains(work.title()));
        contenders.removeIf(contender -> names.contains(contender.title()));
    }

    private static void check(List<String> names) {
        List<String> known = new ArrayList<>();
        Arrays.stream(Work.values()).map(Work::title).forEach(known::add);
        Arrays.stream(Contender.values()).map(Contender::title).forEach(known::add);
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("name: " + name + " (expected: some of " + known + ")");
            }
        }
    }

    private static List<String> names(List<String> args, int index) {
        return List.of(value(args, index).toLowerCase(Locale.ROOT).split(","));
    }

    private static long positive(List<String> args, int index) {
        String text = value(args, index);
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(args.get(index - 1) + ": " + text + " (expected: a number from 1 on)");
        }
        return Long.parseLong(text);
    }

    private static String value(List<String> args, int index) {
        if (index >= args.size()) {
            throw new IllegalArgumentException(args.get(index - 1) + " has no value\n" + USAGE);
        }
        return args.get(index);
    }
}
