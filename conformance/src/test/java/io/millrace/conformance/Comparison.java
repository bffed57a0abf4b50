package io.millrace.conformance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What two engines saw of the same program, side by side. */
record Comparison(Map<String, List<String>> original, Map<String, List<String>> millrace) {

    /** Sections that Millrace cannot show yet. */
    private static final Set<String> NOT_YET = Set.of("dropped records");

    /** The sections that differ. */
    List<String> differences() {
        Set<String> sections = new LinkedHashSet<>(original.keySet());
        sections.addAll(millrace.keySet());
        sections.removeAll(NOT_YET);
        List<String> different = new ArrayList<>();
        for (String section : sections) {
            if (!isNotAlikeYet(section) && !compared(original, section).equals(compared(millrace, section))) {
                different.add(section);
            }
        }
        return different;
    }

    /** The sections that differ, each as the original and as Millrace have it. */
    String report() {
        StringBuilder text = new StringBuilder();
        for (String section : differences()) {
            List<String> theirs = compared(original, section);
            List<String> ours = compared(millrace, section);
            int same = 0;
            while (same < Math.min(theirs.size(), ours.size())
                    && theirs.get(same).equals(ours.get(same))) {
                same++;
            }
            text.append("\n== ")
                    .append(section)
                    .append(": the first ")
                    .append(same)
                    .append(" lines are equal\n");
            append(text, "   original", theirs.subList(same, theirs.size()));
            append(text, "   millrace", ours.subList(same, ours.size()));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String side, List<String> lines) {
        for (String line : lines.isEmpty() ? List.of("(nothing more)") : lines) {
            text.append(side).append("  ").append(line).append('\n');
        }
    }

    /**
     * Stores behind joins and suppression that do not hold or log the original's records to the letter yet: headers in
     * the changelogs of joins, tombstones for records without a value, and all of a suppression's changelog.
     */
    private static boolean isNotAlikeYet(String section) {
        return section.matches(
                        "topic app-.*(JOIN|OUTER|SUPPRESS|join-store|subscription-store|suppressed|shared).*-changelog")
                || section.matches("store (KSTREAM-(JOIN|OUTER).*|.*-join-store)");
    }

    /**
     * The lines of a section. Of a changelog the last one per key and step, in order of the key: without a cache the
     * original logs every update, we the last one of a commit; between different keys the order means nothing.
     */
    private static List<String> compared(Map<String, List<String>> seen, String section) {
        List<String> lines = seen.getOrDefault(section, List.of());
        if (!section.endsWith("-changelog")) {
            return lines;
        }
        Map<String, String> last = new TreeMap<>();
        for (String line : lines) {
            last.put(line.substring(0, line.indexOf(" -> ")), line);
        }
        return List.copyOf(last.values());
    }
}
