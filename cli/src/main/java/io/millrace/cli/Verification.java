package io.millrace.cli;

import io.millrace.streams.embedded.EmbeddedLog;
import io.millrace.streams.kstream.Windowed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Compares what the application has written with a {@link Recount}: every word, in total and in every window. */
final class Verification {

    /** So many are enough to see what is going on. */
    private static final int DIFFERENCES_SHOWN = 10;

    private final Recount recount;
    private final List<String> differences = new ArrayList<>();

    Verification(Recount recount) {
        this.recount = recount;
    }

    /** Reads both output topics from their beginnings and compares. */
    static Verification of(EmbeddedLog log, Journal journal, StateFolder state) {
        Map<String, Long> totals = new HashMap<>();
        Map<String, Long> windows = new HashMap<>();
        try (TopicReader<String, Long> reader =
                        new TopicReader<>(log, WordCounts.COUNTS, new StringDeserializer(), new LongDeserializer());
                TopicReader<Windowed<String>, Long> windowReader = new TopicReader<>(
                        log,
                        WordCounts.WINDOWED_COUNTS,
                        WordCounts.windowed(state.window()).deserializer(),
                        new LongDeserializer())) {
            reader.readAll(totals::put);
            windowReader.readAll(
                    (word, count) -> windows.put(Recount.windowKey(word.window().start(), word.key()), count));
        }
        Verification verification =
                new Verification(Recount.of(journal.byFile(), state.window().toMillis()));
        verification.compare(totals, windows);
        return verification;
    }

    void compare(Map<String, Long> totals, Map<String, Long> windows) {
        compare("in total", recount.totals(), totals);
        compare("in the window", recount.windows(), windows);
    }

    private void compare(String what, Map<String, Long> expected, Map<String, Long> actual) {
        TreeSet<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        for (String key : keys) {
            long right = expected.getOrDefault(key, 0L);
            long counted = actual.getOrDefault(key, 0L);
            if (right != counted) {
                differences.add(what + " " + key + ": " + counted + " (expected: " + right + ")");
            }
        }
    }

    boolean isEqual() {
        return differences.isEmpty();
    }

    /** What was compared, and what came out. */
    List<String> report() {
        String compared = String.format(
                Locale.ROOT,
                "%,d words recounted; compared %,d counts in total and %,d in windows",
                recount.words(),
                recount.totals().size(),
                recount.windows().size());
        if (isEqual()) {
            return List.of("Verified: " + compared + ": all are equal.");
        }
        List<String> report = new ArrayList<>();
        report.add("NOT EQUAL: " + compared + ": " + differences.size() + " differ. The first of them:");
        differences.stream().limit(DIFFERENCES_SHOWN).forEach(one -> report.add("  " + one));
        return report;
    }
}
