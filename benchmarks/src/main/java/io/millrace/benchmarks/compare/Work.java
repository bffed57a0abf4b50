package io.millrace.benchmarks.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is done to the input; the same for every contender. */
enum Work {
    /** 100-byte strings: filter, mapValues, out again. */
    PIPE(1),
    /** Lines of eight words: split, repartition by word, total count per word. */
    WORD_COUNT(8),
    /** 100,000 keys, 5 % out of order, within the grace: count per key and window. */
    WINDOWED_COUNT(1),
    /** 10 million keys with values of 100 bytes: the latest value per key, most of them not in memory. */
    LARGE_STATE(1),
    /** A table of 250,000 rows, looked up by each record. */
    TABLE_JOIN(1),
    /** A changelog of as many keys as records, read into an empty state folder. */
    RESTORE(0);

    static final int PARTITIONS = 4;
    static final int WORDS_PER_LINE = 8;
    static final int ROWS = 250_000;
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

    /** Those that the aims of the embedded log are about. */
    static List<Work> usual() {
        return List.of(PIPE, WORD_COUNT, WINDOWED_COUNT);
    }

    /** How often the last user function is called when all input is done. */
    long steps(long records) {
        return records * stepsPerRecord;
    }
}
