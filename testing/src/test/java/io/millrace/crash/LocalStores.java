package io.millrace.crash;

import io.millrace.crash.CountingScenario.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the instances themselves say that their stores hold, put together, and compared with what they must hold. */
final class LocalStores {

    private final int copies;
    private final Map<String, List<Long>> active = new TreeMap<>();
    private final Map<String, List<Long>> all = new TreeMap<>();

    /** @param copies how many instances have each key, the active one included */
    LocalStores(int copies) {
        this.copies = copies;
    }

    /** Adds what one instance says. */
    void add(List<String> lines) {
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            Map<String, List<Long>> found = words[0].equals(ChaosChild.ACTIVE) ? active : all;
            found.computeIfAbsent(words[1] + " " + words[2], key -> new ArrayList<>())
                    .add(Long.parseLong(words[3]));
        }
    }

    /** What is wrong; empty when all is well. */
    List<String> check(Results expected) {
        List<String> wrong = new ArrayList<>();
        Map<String, Long> flat = new TreeMap<>();
        expected.running().forEach((key, value) -> flat.put(CountingScenario.RUNNING + " " + key, value));
        expected.windowed().forEach((key, value) -> flat.put(CountingScenario.WINDOWED + " " + key, value));
        expected.sums().forEach((key, value) -> flat.put(CountingScenario.SUMS + " " + key, value));
        compare("owners", active, 1, flat, wrong);
        compare("owners and standbys", all, copies, flat, wrong);
        return wrong;
    }

    private static void compare(
            String who, Map<String, List<Long>> found, int copies, Map<String, Long> expected, List<String> wrong) {
        Map<String, List<Long>> rest = new TreeMap<>(found);
        expected.forEach((key, value) -> {
            List<Long> values = rest.remove(key);
            if (values == null || values.size() != copies || values.stream().anyMatch(held -> !held.equals(value))) {
                wrong.add(who + " hold " + key + " as " + values + " (expected: " + copies + " times " + value + ")");
            }
        });
        rest.forEach((key, values) -> wrong.add(who + " hold " + key + " as " + values + " (expected: absent)"));
    }
}
