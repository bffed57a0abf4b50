package io.millrace.conformance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
            if (!isChangelog(section) && !lines(original, section).equals(lines(millrace, section))) {
                different.add(section);
            }
        }
        return different;
    }

    private static boolean isChangelog(String section) {
        return section.startsWith("topic ") && section.endsWith("-changelog");
    }

    /** The sections that differ, each as the original and as Millrace have it. */
    String report() {
        StringBuilder text = new StringBuilder();
        for (String section : differences()) {
            List<String> theirs = lines(original, section);
            List<String> ours = lines(millrace, section);
            int same = 0;
            while (same < Math.min(theirs.size(), ours.size()) && theirs.get(same).equals(ours.get(same))) {
                same++;
            }
            text.append("\n== ").append(section).append(": the first ").append(same).append(" lines are equal\n");
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

    private static List<String> lines(Map<String, List<String>> seen, String section) {
        return seen.getOrDefault(section, List.of());
    }
}
