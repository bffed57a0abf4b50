package io.millrace.benchmarks.compare;

import java.util.Arrays;
import java.util.Locale;

/** What is done to the input; the same for every contender. */
enum Work {
    /** 100-byte strings: filter, mapValues, out again. */
    PIPE(1),
    /** Lines of eight words: split, repartition by word, total count per word. */
    WORD_COUNT(8),
    /** 100,000 keys, 5 % out of order, within the grace: count per key and window. */
    WINDOWED_COUNT(1);

    static final int PARTITIONS = 4;
    static final int WORDS_PER_LINE = 8;
    static final long WINDOW_MS = 300_000;
    static final long GRACE_MS = 60_000;

    private final int stepsPerRecord;

    Work(int stepsPerRecord) {
        this.stepsPerRecord = stepsPerRecord;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Work of(String title) {
        return Arrays.stream(values())
                .filter(work -> work.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("work: " + title + " (expected: "
                        + Arrays.stream(values()).map(Work::title).toList() + ")"));
    }

    /** How often the last user function is called when all input is done. */
    long steps(long records) {
        return records * stepsPerRecord;
    }
}
