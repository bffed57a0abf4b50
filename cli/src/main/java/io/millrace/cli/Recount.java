package io.millrace.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the same text again, by a plain loop with two maps: no topology, no log, no state, and the rule for words
 * written a second time, as a regular expression. All it takes over is when which piece of which file was read, because
 * no file says that.
 *
 * @param totals how often each word is in all files
 * @param windows how often each word is in the pieces that were read in one window; see {@link #windowKey}
 * @param words how many there are in all
 */
record Recount(Map<String, Long> totals, Map<String, Long> windows, long words) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+(?:['\u2019][\\p{L}\\p{Nd}]+)*");

    /** Counts all pieces, which together must be the whole of each file. */
    static Recount of(Map<String, List<Piece>> byFile, long windowMs) {
        Map<String, Long> totals = new HashMap<>();
        Map<String, Long> windows = new HashMap<>();
        long words = 0;
        for (Map.Entry<String, List<Piece>> entry : byFile.entrySet()) {
            try (RandomAccessFile file = new RandomAccessFile(entry.getKey(), "r")) {
                for (Piece piece : entry.getValue()) {
                    byte[] bytes = new byte[piece.length()];
                    file.readFully(bytes);
                    long windowStartMs = piece.timeMs() - piece.timeMs() % windowMs;
                    words += countWords(new String(bytes, StandardCharsets.UTF_8), word -> {
                        totals.merge(word, 1L, Long::sum);
                        windows.merge(windowKey(windowStartMs, word), 1L, Long::sum);
                    });
                }
                requireEnd(entry.getKey(), file);
            } catch (IOException e) {
                throw new Failure(
                        entry.getKey() + ": cannot be read again to verify the counts (" + e.getMessage() + ")", e);
            }
        }
        return new Recount(totals, windows, words);
    }

    /** Hands over each word of a text; the result says how many there were. */
    static long countWords(String text, Consumer<String> receiver) {
        long words = 0;
        Matcher found = WORD.matcher(text);
        while (found.find()) {
            receiver.accept(found.group().toLowerCase(Locale.ROOT).replace('\u2019', '\''));
            words++;
        }
        return words;
    }

    private static void requireEnd(String name, RandomAccessFile file) throws IOException {
        if (file.getFilePointer() != file.length()) {
            throw new Failure(name + ": has grown while it was counted, from " + file.getFilePointer() + " to "
                    + file.length() + " bytes; start the same again to count and verify the rest too");
        }
    }

    /** A word in a window, as text: the window's start, and the word. */
    static String windowKey(long windowStartMs, String word) {
        return Instant.ofEpochMilli(windowStartMs) + " " + word;
    }
}
