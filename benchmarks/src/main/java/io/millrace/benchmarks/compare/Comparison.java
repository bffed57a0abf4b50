package io.millrace.benchmarks.compare;

import io.millrace.testing.broker.BrokerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes the inputs, loads the logs, lets the contenders take turns in child JVMs, checks that all gave the same
 * output, and prints the tables. One thread. Leaves nothing behind: the broker is stopped and the folder deleted, also
 * on Ctrl-C.
 */
public final class Comparison implements AutoCloseable {
    private static final long SEED = 42;
    private static final long HOUR_MS = 3_600_000;

    private final Options options;
    private final PrintStream out;
    private final ChildJvm children;
    private final Path folder;
    private final @Nullable BrokerProcess broker;
    private final long startNs = System.nanoTime();
    private int runs;

    private Comparison(Options options, PrintStream out) throws IOException {
        this.options = options;
        this.out = out;
        this.children = new ChildJvm(options.childOptions());
        this.folder = Files.createTempDirectory(options.folder(), "millrace-compare-");
        this.broker = options.hasBroker() ? Broker.start(folder.resolve("broker")) : null;
    }

    /**
     * Compares as the arguments say and prints the result; when it fails on the way, the result so far.
     *
     * @throws IllegalArgumentException if the arguments make no sense
     * @throws IllegalStateException if a run fails or gives another output than the others
     */
    public static void run(List<String> args, PrintStream out) throws IOException, InterruptedException {
        Options options = Options.parse(args);
        Comparison comparison = new Comparison(options, out);
        Thread cleaner = new Thread(comparison::close, "clean-up");
        Runtime.getRuntime().addShutdownHook(cleaner);
        Map<Work, Report> reports = new TreeMap<>();
        try (comparison) {
            out.println(Machine.text());
            out.println(options.records() + " records (pipe: " + options.records(Work.PIPE) + "), at most "
                    + options.rounds() + " rounds, children with "
                    + options.childOptions());
            comparison.compare(reports);
        } finally {
            reports.values().forEach(report -> out.println(report.text()));
            removeHook(cleaner);
        }
    }

    private static void removeHook(Thread cleaner) {
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException e) {
            // the process is being ended, and the hook runs already
        }
    }

    private void compare(Map<Work, Report> reports) throws IOException, InterruptedException {
        if (broker != null) {
            options.works().forEach(work -> KafkaSide.createInput(work, broker.bootstrapServers()));
        }
        for (Work work : options.works()) {
            load(work);
            reports.put(work, new Report(work));
        }
        long roundNs = 0;
        for (int round = 1; round <= options.rounds() && isTimeFor(round, roundNs); round++) {
            long roundStartNs = System.nanoTime();
            for (Map.Entry<Work, Report> report : reports.entrySet()) {
                for (Contender contender : options.contenders()) {
                    if (contender.does(report.getKey())) {
                        Outcome outcome = run(contender, report.getKey());
                        say(round, contender, report.getKey(), outcome);
                        report.getValue().add(contender, outcome);
                    }
                }
            }
            roundNs = System.nanoTime() - roundStartNs;
        }
    }

    /** The first round is always run; a further one if it can be expected to end in time. */
    private boolean isTimeFor(int round, long roundNs) {
        boolean enough =
                round == 1 || System.nanoTime() - startNs + roundNs <= TimeUnit.MINUTES.toNanos(options.minutesMax());
        if (!enough) {
            out.println("stopped before round " + round + ": it would end after " + options.minutesMax() + " minutes");
        }
        return enough;
    }

    private void load(Work work) throws IOException {
        Path file = input(work);
        InputFile.write(file, options.records(work), inputs(work, options.records(work)));
        if (options.contenders().stream().anyMatch(contender -> contender.isEmbedded() && contender.does(work))) {
            EmbeddedSide.load(file, loaded(work));
        }
        if (broker != null) {
            KafkaSide.load(work, file, inputs(work, options.records(work)), broker.bootstrapServers());
        }
    }

    /** A full hour, so that windows are filled as always, and so early that the last record is not of the future. */
    private static long firstMs(long records) {
        return (System.currentTimeMillis() - records) / HOUR_MS * HOUR_MS;
    }

    static Inputs inputs(Work work, long records) {
        return new Inputs(work, SEED, firstMs(records));
    }

    private Outcome run(Contender contender, Work work) throws IOException, InterruptedException {
        Path own = folder.resolve("run-" + runs++ + "-" + work.title());
        List<String> arguments = new ArrayList<>(
                List.of(contender.title(), work.title(), input(work).toString(), own.toString()));
        if (contender.isEmbedded()) {
            Folders.copy(loaded(work), own);
        } else if (contender.isOnBroker() && broker != null) {
            arguments.addAll(List.of(
                    broker.bootstrapServers(), Long.toString(broker.handle().pid())));
        }
        List<String> printed = children.run(Run.class, arguments);
        Folders.delete(own);
        return Outcome.find(printed)
                .orElseThrow(() -> new IllegalStateException("No outcome from " + contender.title() + ": " + printed));
    }

    private void say(int round, Contender contender, Work work, Outcome outcome) {
        out.printf(
                Locale.ROOT,
                "round %d  %-14s %-18s %9.0f records/s %7.2f CPU s per million%n",
                round,
                work.title(),
                contender.title(),
                outcome.recordsPerSecond(),
                outcome.cpuSecondsPerMillion());
    }

    private Path input(Work work) {
        return folder.resolve(work.title() + ".records");
    }

    private Path loaded(Work work) {
        return folder.resolve("loaded-" + work.title());
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            out.println("Not deleted: " + folder + ": " + e);
        }
    }
}
