package io.millrace.cli;

import io.millrace.streams.embedded.EmbeddedLog;
import io.millrace.streams.kstream.Windowed;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The counts as the application writes them: all words in total, and those of the newest window. Owned by the main
 * thread.
 */
final class Tally implements AutoCloseable {

    private final TopicReader<String, Long> totals;
    private final TopicReader<Windowed<String>, Long> windows;
    private final Map<String, Long> inTotal = new HashMap<>();
    private final Map<String, Long> inWindow = new HashMap<>();
    private long words;
    private long windowStartMs;

    Tally(EmbeddedLog log, Duration window) {
        this.totals = new TopicReader<>(log, WordCounts.COUNTS, new StringDeserializer(), new LongDeserializer());
        this.windows = new TopicReader<>(
                log, WordCounts.WINDOWED_COUNTS, WordCounts.windowed(window).deserializer(), new LongDeserializer());
    }

    /**
     * A word and how often it was seen.
     *
     * @param word the word
     * @param count how often
     */
    record Entry(String word, long count) {

        /** The most frequent first, words of the same count by name. */
        static final Comparator<Entry> ORDER =
                Comparator.comparingLong(Entry::count).reversed().thenComparing(Entry::word);
    }

    /**
     * Takes in what is there.
     *
     * @param wait how long to wait when there is nothing
     * @return whether there was anything
     */
    boolean poll(Duration wait) {
        boolean total = totals.poll(wait, this::addToTotal);
        boolean window = windows.poll(Duration.ZERO, this::addToWindow);
        return total || window;
    }

    private void addToTotal(String word, Long count) {
        Long before = inTotal.put(word, count);
        words += count - (before == null ? 0 : before);
    }

    private void addToWindow(Windowed<String> word, Long count) {
        long start = word.window().start();
        if (start > windowStartMs) {
            windowStartMs = start;
            inWindow.clear();
        }
        if (start == windowStartMs) {
            inWindow.put(word.key(), count);
        }
    }

    /** Whether it has seen everything that is committed. */
    boolean isAtEnd() {
        return totals.isAtEnd() && windows.isAtEnd();
    }

    /** How many words have been counted, all together. */
    long words() {
        return words;
    }

    /** How many different words there are. */
    int differentWords() {
        return inTotal.size();
    }

    List<Entry> top(int limit) {
        return top(inTotal, limit);
    }

    List<Entry> topOfWindow(int limit) {
        return top(inWindow, limit);
    }

    /** When the newest window begins, 0 when there is none yet. */
    long windowStartMs() {
        return windowStartMs;
    }

    private static List<Entry> top(Map<String, Long> counts, int limit) {
        PriorityQueue<Entry> best = new PriorityQueue<>(Entry.ORDER.reversed());
        counts.forEach((word, count) -> {
            best.add(new Entry(word, count));
            if (best.size() > limit) {
                best.poll();
            }
        });
        return best.stream().sorted(Entry.ORDER).toList();
    }

    @Override
    public void close() {
        totals.close();
        windows.close();
    }
}
