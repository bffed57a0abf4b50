package io.millrace.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SplittableRandom;
import org.apache.kafka.common.utils.Utils;

/**
 * The records of a work, drawn from a seed. Event time moves one millisecond per record and starts at a given time,
 * which should be of today: both logs delete what is older than their retention.
 *
 * <p>Words come from a vocabulary of 10,000 with few frequent and many rare ones; keys of the windowed count are
 * equally frequent.
 */
final class Inputs {
    private static final int VALUE_CHARS = 100;
    private static final int VOCABULARY = 10_000;
    /** Three digits of it suffice for the vocabulary. */
    private static final int RADIX = 26;

    private static final int KEYS = 100_000;
    private static final int OUT_OF_ORDER_PERCENT = 5;
    private static final int LATE_MS_MAX = 30_000;

    private static final int MANY_KEYS = 10_000_000;

    private final Work work;
    private final SplittableRandom random;
    private final String[] words;
    private final StringBuilder text = new StringBuilder();
    private long nextMs;
    private int restored;

    Inputs(Work work, long seed, long firstMs) {
        this.work = work;
        this.nextMs = firstMs;
        this.random = new SplittableRandom(seed);
        this.words = new String[VOCABULARY];
        for (int i = 0; i < VOCABULARY; i++) {
            words[i] = word(i);
        }
    }

    InputRecord next() {
        long timestampMs = nextMs++;
        int partition = (int) (timestampMs % Work.PARTITIONS);
        return switch (work) {
            case PIPE -> new InputRecord(partition, timestampMs, null, hundredChars());
            case WORD_COUNT -> new InputRecord(partition, timestampMs, null, line());
            case WINDOWED_COUNT -> keyed(timestampMs);
            case LARGE_STATE -> keyed(MANY_KEYS + random.nextInt(MANY_KEYS), timestampMs, hundredChars());
            case TABLE_JOIN -> keyed(random.nextInt(Work.ROWS), timestampMs, hundredChars());
            case RESTORE -> keyed(restored++, timestampMs, hundredChars());
        };
    }

    private InputRecord keyed(long timestampMs) {
        int number = KEYS + random.nextInt(KEYS);
        long lateMs = random.nextInt(100) < OUT_OF_ORDER_PERCENT ? random.nextInt(LATE_MS_MAX) : 0;
        return keyed(number, timestampMs - lateMs, "0123456789abcdef".getBytes(UTF_8));
    }

    private static InputRecord keyed(int number, long timestampMs, byte[] value) {
        byte[] key = ("key-" + number).getBytes(UTF_8);
        return new InputRecord(Utils.toPositive(Utils.murmur2(key)) % Work.PARTITIONS, timestampMs, key, value);
    }

    /** The row of a table, before all records of the stream. */
    InputRecord row(int number) {
        return keyed(number, nextMs, hundredChars());
    }

    private byte[] hundredChars() {
        text.setLength(0);
        while (text.length() < VALUE_CHARS) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        return text.toString().getBytes(UTF_8);
    }

    private byte[] line() {
        text.setLength(0);
        for (int i = 0; i < Work.WORDS_PER_LINE; i++) {
            double chance = random.nextDouble();
            text.append(i == 0 ? "" : " ").append(words[(int) (VOCABULARY * chance * chance * chance)]);
        }
        return text.toString().getBytes(UTF_8);
    }

    /** Three to nine letters and digits; the first three are the index, so all are different. */
    private String word(int index) {
        StringBuilder letters = new StringBuilder(Integer.toString(index + RADIX * RADIX, RADIX));
        int more = random.nextInt(7);
        for (int i = 0; i < more; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }
}
