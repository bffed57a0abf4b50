package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.crash.CountingScenario.Line;
import io.millrace.crash.CountingScenario.Results;
import io.millrace.crash.ResultChecker.Committed;
import io.millrace.crash.ResultChecker.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The checker finds what is planted, and names it. */
class ResultCheckerTest {

    private final CountingScenario scenario = new CountingScenario(5, 40);
    private final Map<String, List<Output>> outputs = faultlessOutputs(scenario);
    private final Results stores = scenario.expected();

    /** As an application that holds nothing back and never crashes makes them. */
    private static Map<String, List<Output>> faultlessOutputs(CountingScenario scenario) {
        Results soFar = new Results(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        Map<String, List<Output>> outputs = new TreeMap<>();
        for (Line line : scenario.input()) {
            long start = line.timestamp() / CountingScenario.WINDOW_MS * CountingScenario.WINDOW_MS;
            for (String word : line.words()) {
                count(CountingScenario.RUNNING, soFar.running(), word, 1, outputs);
                count(CountingScenario.WINDOWED, soFar.windowed(), CountingScenario.windowed(word, start), 1, outputs);
            }
            count(CountingScenario.SUMS, soFar.sums(), line.sender(), line.number(), outputs);
        }
        return outputs;
    }

    private static void count(
            String topic, Map<String, Long> counts, String key, long more, Map<String, List<Output>> outputs) {
        long value = counts.merge(key, more, Long::sum);
        outputs.computeIfAbsent(topic, name -> new ArrayList<>()).add(new Output(key, value));
    }

    private List<String> check() {
        return check(0);
    }

    private List<String> check(long unread) {
        return new ResultChecker(scenario).check(new Committed(outputs, stores, unread));
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        assertThat(check()).isEmpty();
    }

    @Test
    void findsAnOutputThatWasDropped() {
        Output dropped = outputs.get(CountingScenario.RUNNING).remove(7);

        assertThat(check())
                .singleElement()
                .asString()
                .startsWith("output running: " + dropped.key() + " went from " + (dropped.value() - 1) + " to "
                        + (dropped.value() + 1));
    }

    @Test
    void findsAnOutputThatWasDoubled() {
        Output doubled = outputs.get(CountingScenario.RUNNING).get(7);
        outputs.get(CountingScenario.RUNNING).add(8, doubled);

        assertThat(check())
                .singleElement()
                .asString()
                .startsWith("output running: " + doubled.key() + " went from " + doubled.value() + " to "
                        + doubled.value());
    }

    @Test
    void findsOutputsInTheWrongOrder() {
        List<Output> running = outputs.get(CountingScenario.RUNNING);
        Output first = running.remove(0);
        running.add(first);

        assertThat(check()).isNotEmpty().allSatisfy(wrong -> assertThat(wrong).contains(first.key()));
    }

    @Test
    void findsAFinalOutputThatIsMissing() {
        for (String topic : List.of(CountingScenario.RUNNING, CountingScenario.WINDOWED, CountingScenario.SUMS)) {
            List<Output> ofTopic = outputs.get(topic);
            Output last = ofTopic.remove(ofTopic.size() - 1);

            assertThat(check()).singleElement().asString().startsWith("output " + topic + " ends: " + last.key());
            ofTopic.add(last);
        }
    }

    @Test
    void findsAHeldBackOutputThatWasDoubled() {
        for (String topic : List.of(CountingScenario.WINDOWED, CountingScenario.SUMS)) {
            List<Output> ofTopic = outputs.get(topic);
            Output doubled = ofTopic.get(3);
            ofTopic.add(4, doubled);

            assertThat(check()).singleElement().asString().startsWith("output " + topic + ": " + doubled.key());
            ofTopic.remove(4);
        }
    }

    @Test
    void findsOutputsOfATopicThatIsMissing() {
        outputs.remove(CountingScenario.WINDOWED);

        assertThat(check()).hasSameSizeAs(stores.windowed().keySet());
    }

    @Test
    void findsAStoreEntryThatWasChanged() {
        stores.running().merge("elm", 1L, Long::sum);

        assertThat(check()).singleElement().asString().startsWith("store running: elm is ");
    }

    @Test
    void findsAStoreEntryThatIsMissing() {
        String lost = stores.windowed().keySet().iterator().next();
        stores.windowed().remove(lost);

        assertThat(check()).singleElement().asString().startsWith("store windowed: " + lost + " is null");
    }

    @Test
    void findsAStoreEntryThatShouldNotBe() {
        stores.sums().put("stranger", 1L);

        assertThat(check()).containsExactly("store sums: stranger is 1 (expected: absent)");
    }

    @Test
    void findsRecordsThatAreNotCommittedAsRead() {
        assertThat(check(3)).containsExactly("3 records are not committed as read (expected: 0)");
    }
}
