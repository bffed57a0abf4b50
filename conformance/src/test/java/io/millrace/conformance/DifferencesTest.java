package io.millrace.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.program.Scenario;
import io.millrace.conformance.program.cases.DifferentOnPurpose;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is meant to differ does, on both sides as {@code docs/differences.md} says. */
class DifferencesTest {

    /** What the original shows, and what Millrace shows; of one section, parts of lines. */
    private record Expected(String section, String original, String millrace) {}

    private static final Map<String, Expected> EXPECTED = Map.ofEntries(
            Map.entry(
                    "repartitionsStayBehindProcessValues",
                    new Expected(
                            "describe",
                            "Source: KSTREAM-TOTABLE-0000000003-repartition-source",
                            "Source: KSTREAM-SOURCE-0000000007")),
            Map.entry("ofEqualTimesTheFirstPartitionGoesFirst", new Expected("topic out", "\"x1\"", "")),
            Map.entry("expiredWindowsAreNotRead", new Expected("topic out", "-> \"2\"", "-> \"1\"")),
            Map.entry(
                    "aSecondDefaultBranchIsRefused",
                    new Expected(
                            "exception",
                            "in build: streams.errors.TopologyException",
                            "in program: java.lang.IllegalStateException")),
            Map.entry(
                    "aProcessorMayForwardWhenItIsInitialised",
                    new Expected("exception", "streams.errors.StreamsException", "")),
            Map.entry(
                    "aLeftJoinWithGraceTakesRecordsWithoutAKey", new Expected("topic out", "", "null -> \"xnull\" @1")),
            Map.entry("finalResultsGoOnAfterAJumpInTime", new Expected("topic out", "", "\"a\" -> \"x\" @1000")),
            Map.entry(
                    "aFailureBehindACacheIsTheStepsOwn",
                    new Expected(
                            "exception",
                            "in step 2: streams.errors.ProcessorStateException",
                            "in step 2: streams.errors.StreamsException")),
            Map.entry(
                    "suppressingATableOfVersionsIsRefusedAtOnce",
                    new Expected(
                            "exception",
                            "in build: streams.errors.TopologyException",
                            "in program: streams.errors.TopologyException")));

    private final Engine original = Engines.original();
    private final Engine millrace = Engines.millrace();

    @TestFactory
    Stream<DynamicTest> differsAsTheDocumentSays() {
        return EXPECTED.keySet().stream()
                .sorted()
                .map(method -> DynamicTest.dynamicTest(method, () -> check(method, EXPECTED.get(method))));
    }

    private void check(String method, Expected expected) {
        Map<String, String> settings = Variant.DEFAULTS.settings();
        String cases = DifferentOnPurpose.class.getName();
        Comparison comparison =
                new Comparison(original.runCase(cases, method, settings), millrace.runCase(cases, method, settings));

        assertThat(comparison.differences()).contains(expected.section());
        check(comparison.original(), expected.section(), expected.original());
        check(comparison.millrace(), expected.section(), expected.millrace());
    }

    private static void check(Map<String, List<String>> seen, String section, String expected) {
        String text = String.join("\n", seen.getOrDefault(section, List.of()));
        if (expected.isEmpty()) {
            assertThat(text).isEmpty();
        } else {
            assertThat(text).contains(expected);
        }
    }

    @Test
    void everyCaseIsExpectedToDiffer() {
        assertThat(Arrays.stream(DifferentOnPurpose.class.getDeclaredMethods())
                        .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {Scenario.class}))
                        .map(method -> method.getName()))
                .containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
    }
}
