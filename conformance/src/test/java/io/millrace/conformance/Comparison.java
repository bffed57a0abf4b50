package io.millrace.conformance;

import io.millrace.conformance.program.StoreTexts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What two engines saw of the same program, side by side. */
record Comparison(Map<String, List<String>> original, Map<String, List<String>> millrace) {

    private static final Pattern BUFFER_CHANGELOG =
            Pattern.compile("topic app-.*(SUPPRESS-STATE-STORE-\\d+|-suppressed-store|-Buffer)-changelog");

    private static final Pattern JOIN_CHANGELOG =
            Pattern.compile("topic app-.*((JOIN|OUTER)(THIS|OTHER)-\\d+-store|-(this|other)-join-store)-changelog");

    /** The last part of the key of a window that may hold several records. */
    private static final Pattern NUMBER = Pattern.compile("[0-9a-f]{8}(?= -> )");

    private static final Pattern TIME = Pattern.compile(" @(null|-?\\d+)");

    /** The sections that differ. */
    List<String> differences() {
        Set<String> sections = new LinkedHashSet<>(original.keySet());
        sections.addAll(millrace.keySet());
        List<String> different = new ArrayList<>();
        for (String section : sections) {
            if (!isAlike(compared(original, section), compared(millrace, section))) {
                different.add(section);
            }
        }
        return different;
    }

    /** Expired windows may be left out of what a store has beyond its cache. */
    private static boolean isAlike(List<String> theirs, List<String> ours) {
        if (theirs.contains(StoreTexts.UNREADABLE)) {
            return theirs.get(0).equals(ours.isEmpty() ? "" : ours.get(0));
        }
        if (!theirs.contains(StoreTexts.CACHED_WINDOWS)) {
            return theirs.equals(ours);
        }
        Iterator<String> rest = theirs.iterator();
        return ours.stream().allMatch(line -> {
            while (rest.hasNext()) {
                if (rest.next().equals(line)) {
                    return true;
                }
            }
            return false;
        });
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
     * The lines of a section. Of a changelog the last one per key and step, in order of the key: without a cache the
     * original logs every update, we the last one of a commit; between different keys the order means nothing. What
     * else differs there on purpose is left out (docs/differences.md): the time of records that the original lets the
     * broker time, and tombstones for what was never in the store of a join, so that the numbers of the others differ.
     */
    private static List<String> compared(Map<String, List<String>> seen, String section) {
        List<String> lines = seen.getOrDefault(section, List.of());
        if (!section.endsWith("-changelog")) {
            return lines;
        }
        boolean timedByBroker = BUFFER_CHANGELOG.matcher(section).matches();
        boolean ofJoin = JOIN_CHANGELOG.matcher(section).matches();
        Map<String, String> last = new TreeMap<>();
        for (String line : lines) {
            String key = line.substring(0, line.indexOf(" -> "));
            String shown = timedByBroker ? TIME.matcher(line).replaceFirst("") : line;
            if (!ofJoin) {
                last.put(key, shown);
            } else if (!line.contains(" -> null @")) {
                last.put(key, NUMBER.matcher(line).replaceFirst(""));
            }
        }
        return List.copyOf(last.values());
    }
}
