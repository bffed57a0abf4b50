package io.millrace.benchmarks.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The table of one work: ratios of CPU time first, paired within each round, then the figures themselves. */
final class Report {
    private final Work work;
    /** By contender, in its order; the runs in the order of rounds. */
    private final Map<Contender, List<Outcome>> outcomes = new TreeMap<>();

    Report(Work work) {
        this.work = work;
    }

    /** Adds a run, and refuses one whose output is another than the first one's. */
    void add(Contender contender, Outcome outcome) {
        outcomes.values().stream().flatMap(Collection::stream).findFirst().ifPresent(first -> {
            if (!first.digest().equals(outcome.digest())) {
                throw new IllegalStateException("The output of " + contender.title() + " at " + work.title() + " is "
                        + outcome.digest() + " (expected: " + first.digest() + ", as the first run gave)");
            }
        });
        outcomes.computeIfAbsent(contender, any -> new ArrayList<>()).add(outcome);
    }

    String text() {
        StringBuilder text = new StringBuilder("\n" + work.title() + "\n");
        ratio(text, Contender.KAFKA_STREAMS, Contender.MILLRACE);
        ratio(text, Contender.KAFKA_STREAMS, Contender.MILLRACE_2);
        ratio(text, Contender.MILLRACE, Contender.LOOP);
        ratio(text, Contender.MILLRACE, Contender.LOOP_DURABLE);
        ratio(text, Contender.MILLRACE, Contender.LOOP_DIRECT);
        ratio(text, Contender.MILLRACE_2, Contender.MILLRACE);
        ratio(text, Contender.KAFKA_STREAMS, Contender.MILLRACE_KAFKA);
        ratio(text, Contender.MILLRACE_KAFKA, Contender.CLIENT_LOOP);
        ratio(text, Contender.KAFKA_STREAMS_EOS, Contender.MILLRACE_KAFKA_EOS);
        text.append(String.format(
                Locale.ROOT,
                "  %-18s %-32s %-26s %-10s %-10s %-16s %s%n",
                "",
                "records/s",
                "CPU s per million",
                "broker CPU",
                "peak MiB",
                "changelog B/rec.",
                "output records"));
        outcomes.forEach((contender, runs) -> line(text, contender, runs));
        return text.toString();
    }

    private void ratio(StringBuilder text, Contender more, Contender less) {
        List<Outcome> above = outcomes.getOrDefault(more, List.of());
        List<Outcome> below = outcomes.getOrDefault(less, List.of());
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(above.size(), below.size()); i++) {
            ratios.add(above.get(i).cpuSecondsPerMillion() / below.get(i).cpuSecondsPerMillion());
        }
        if (!ratios.isEmpty()) {
            text.append("  CPU of ").append(more.title()).append(" / CPU of ").append(less.title());
            text.append(": ").append(Spread.of(ratios).text("%.2f")).append('\n');
        }
    }

    private static void line(StringBuilder text, Contender contender, List<Outcome> runs) {
        text.append(String.format(
                Locale.ROOT,
                "  %-18s %-32s %-26s %-10s %-10s %-16s %s%n",
                contender.title(),
                spread(runs, Outcome::recordsPerSecond).text("%.0f"),
                spread(runs, Outcome::cpuSecondsPerMillion).text("%.2f"),
                contender.isOnBroker()
                        ? String.format(
                                Locale.ROOT,
                                "%.2f",
                                spread(runs, Outcome::brokerCpuSecondsPerMillion)
                                        .median())
                        : "-",
                String.format(
                        Locale.ROOT,
                        "%.0f",
                        spread(runs, run -> run.peakBytes() / 1048576.0).median()),
                contender.isOnBroker()
                        ? String.format(
                                Locale.ROOT,
                                "%.1f",
                                spread(runs, Outcome::changelogBytesPerRecord).median())
                        : "-",
                String.format(
                        Locale.ROOT, "%.0f", spread(runs, Outcome::outputs).median())));
    }

    private static Spread spread(List<Outcome> runs, ToDoubleFunction<Outcome> figure) {
        return Spread.of(runs.stream().mapToDouble(figure).boxed().toList());
    }
}
