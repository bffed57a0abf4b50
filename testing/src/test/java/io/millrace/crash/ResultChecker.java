package io.millrace.crash;

import io.millrace.crash.CountingScenario.Line;
import io.millrace.crash.CountingScenario.Results;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Proves from what is committed that every line was counted exactly once. Says all that is wrong, not only the first.
 */
final class ResultChecker {

    private final List<Line> input;
    private final List<String> wrong = new ArrayList<>();

    ResultChecker(CountingScenario scenario) {
        this(scenario.input());
    }

    /** @param input in order, at least for each sender */
    ResultChecker(List<Line> input) {
        this.input = input;
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
        Results expected = CountingScenario.expected(input);
        if (committed.unread() != 0) {
            wrong.add(committed.unread() + " records are not committed as read (expected: 0)");
        }
        checkEveryStep(committed.outputs().getOrDefault(CountingScenario.RUNNING, List.of()), expected.running());
        checkIncreasing("windowed", committed.outputs().get(CountingScenario.WINDOWED), expected.windowed());
        checkIncreasing("sums", committed.outputs().get(CountingScenario.SUMS), expected.sums());
        checkSums(committed.outputs().getOrDefault(CountingScenario.SUMS, List.of()));
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

    /** Each is the sum of the sender's first so many lines, so none of these was overtaken by one after it. */
    private void checkSums(List<Output> outputs) {
        Map<String, Set<Long>> sums = new TreeMap<>();
        Map<String, Long> last = new TreeMap<>();
        for (Line line : input) {
            long sum = last.merge(line.sender(), (long) line.number(), Long::sum);
            sums.computeIfAbsent(line.sender(), sender -> new HashSet<>()).add(sum);
        }
        for (Output output : outputs) {
            if (!sums.getOrDefault(output.key(), Set.of()).contains(output.value())) {
                wrong.add("output sums: " + output.key() + " is " + output.value()
                        + " (expected: the sum of its first lines, in order)");
            }
        }
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
