package io.millrace.crash;

import io.millrace.crash.CountingScenario.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the instances themselves say that their stores hold, put together, and compared with what they must hold. */
final class LocalStores {

    private final Map<String, List<Long>> held = new TreeMap<>();

    /** Adds what one instance says: store, key and value per line. */
    void add(List<String> lines) {
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            held.computeIfAbsent(words[0] + " " + words[1], key -> new ArrayList<>())
                    .add(Long.parseLong(words[2]));
        }
    }

    /** What is wrong; empty when every key has one owner, and the right value there. */
    List<String> check(Results expected) {
        List<String> wrong = new ArrayList<>();
        Map<String, List<Long>> rest = new TreeMap<>(held);
        compare(CountingScenario.RUNNING, expected.running(), rest, wrong);
        compare(CountingScenario.WINDOWED, expected.windowed(), rest, wrong);
        compare(CountingScenario.SUMS, expected.sums(), rest, wrong);
        rest.forEach((key, values) -> wrong.add("instances hold " + key + " as " + values + " (expected: absent)"));
        return wrong;
    }

    private static void compare(
            String store, Map<String, Long> expected, Map<String, List<Long>> rest, List<String> wrong) {
        expected.forEach((key, value) -> {
            List<Long> values = rest.remove(store + " " + key);
            if (!List.of(value).equals(values)) {
                wrong.add("instances hold " + store + " " + key + " as " + values + " (expected: " + value
                        + ", in one of them)");
            }
        });
    }
}
