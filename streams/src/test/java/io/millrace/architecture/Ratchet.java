package io.millrace.architecture;

import io.millrace.architecture.SourceLimits.Excess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The list of known offences against the limits: one line each, path, kind and number. It may only shrink: an offence
 * that grew fails, and so does an entry that is better than listed, so that the gain cannot be lost again.
 */
final class Ratchet {
    /** The list, as it is named in messages. */
    static final String FILE = "streams/src/test/resources/limits-ratchet.txt";

    private final Map<String, Integer> allowed = new HashMap<>();

    Ratchet(String text) {
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(this::addEntry);
    }

    /** What is wrong, one sentence each; empty if every offence is listed with exactly its size. */
    List<String> complaints(List<Excess> found) {
        Map<String, Integer> worst = new HashMap<>();
        found.forEach(excess -> worst.merge(key(excess), excess.value(), Math::max));
        List<String> complaints = new ArrayList<>();
        for (Excess excess : found) {
            if (excess.value() > allowed.getOrDefault(key(excess), excess.limit())) {
                complaints.add(excess.toString());
            }
        }
        allowed.forEach((key, value) -> {
            int actual = worst.getOrDefault(key, 0);
            if (actual < value) {
                complaints.add("lower the ratchet: " + FILE + " lists '" + key + " " + value + "', but it is now "
                        + (actual == 0 ? "within the limit: delete the line" : actual + ": write that number"));
            }
        });
        return complaints;
    }

    private void addEntry(String line) {
        String[] words = line.split("\\s+");
        if (words.length != 3 || !words[2].matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(FILE + ": '" + line + "' (expected: path kind number)");
        }
        allowed.put(words[0] + " " + words[1], Integer.parseInt(words[2]));
    }

    private static String key(Excess excess) {
        return excess.path() + " " + excess.kind();
    }
}
