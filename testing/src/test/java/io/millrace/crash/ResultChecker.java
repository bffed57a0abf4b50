package io.millrace.crash;

import io.millrace.crash.CountingScenario.Results;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Proves from what is committed that every line was counted exactly once. Says all that is wrong, not only the first.
 */
final class ResultChecker {

    private final CountingScenario scenario;
    private final List<String> wrong = new ArrayList<>();

    ResultChecker(CountingScenario scenario) {
        this.scenario = scenario;
    }

    /**
     * What is committed when all input has been dealt with.
     *
     * @param outputs each output topic with its records, in order within each partition
     * @param stores what the stores hold
     * @param unread how many records of the input and of the topics between subtopologies are not committed as read
     */
    record Committed(Map<String, List<Output>> outputs, Results stores, long unread) {}

    /** A record of an output topic. */
    record Output(String key, long value) {}

    /** What is wrong; empty when all is well. */
    List<String> check(Committed committed) {
        wrong.clear();
        Results expected = scenario.expected();
        if (committed.unread() != 0) {
            wrong.add(committed.unread() + " records are not committed as read (expected: 0)");
        }
        checkEveryStep(committed.outputs().getOrDefault(CountingScenario.RUNNING, List.of()), expected.running());
        checkIncreasing("windowed", committed.outputs().get(CountingScenario.WINDOWED), expected.windowed());
        checkIncreasing("sums", committed.outputs().get(CountingScenario.SUMS), expected.sums());
        checkStore("running", committed.stores().running(), expected.running());
        checkStore("windowed", committed.stores().windowed(), expected.windowed());
        checkStore("sums", committed.stores().sums(), expected.sums());
        return List.copyOf(wrong);
    }

    /** Nothing was held back, so each key's outputs are 1, 2, 3, ... */
    private void checkEveryStep(List<Output> outputs, Map<String, Long> expected) {
        Map<String, Long> last = new LinkedHashMap<>();
        for (Output output : outputs) {
            long before = last.getOrDefault(output.key(), 0L);
            if (output.value() != before + 1) {
                wrong.add("output running: " + output.key() + " went from " + before + " to " + output.value()
                        + " (expected: " + (before + 1) + ")");
            }
            last.put(output.key(), output.value());
        }
        compare("output running ends", last, expected);
    }

    /** Some steps were held back, but none goes back or stays, and the last one is right. */
    private void checkIncreasing(String topic, List<Output> outputs, Map<String, Long> expected) {
        Map<String, Long> last = new LinkedHashMap<>();
        for (Output output : outputs == null ? List.<Output>of() : outputs) {
            Long before = last.put(output.key(), output.value());
            if (before != null && output.value() <= before) {
                wrong.add("output " + topic + ": " + output.key() + " went from " + before + " to " + output.value()
                        + " (expected: more)");
            }
        }
        compare("output " + topic + " ends", last, expected);
    }

    private void checkStore(String store, Map<String, Long> found, Map<String, Long> expected) {
        compare("store " + store, found, expected);
    }

    private void compare(String what, Map<String, Long> found, Map<String, Long> expected) {
        Map<String, Long> sorted = new TreeMap<>(found);
        expected.forEach((key, value) -> {
            Long actual = sorted.remove(key);
            if (!value.equals(actual)) {
                wrong.add(what + ": " + key + " is " + actual + " (expected: " + value + ")");
            }
        });
        sorted.forEach((key, value) -> wrong.add(what + ": " + key + " is " + value + " (expected: absent)"));
    }
}
