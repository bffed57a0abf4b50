package io.millrace.conformance;

import static org.junit.jupiter.api.Assertions.fail;

import io.millrace.conformance.program.Scenario;
import io.millrace.conformance.program.cases.AggregationCases;
import io.millrace.conformance.program.cases.HeaderCases;
import io.millrace.conformance.program.cases.JoinCases;
import io.millrace.conformance.program.cases.LateUpdateCases;
import io.millrace.conformance.program.cases.StatefulCases;
import io.millrace.conformance.program.cases.StatelessCases;
import io.millrace.conformance.program.cases.TableCases;
import io.millrace.conformance.program.cases.WindowCases;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case that was written by hand, in every variant: Millrace does what the original does. */
class CasesTest {

    private static final List<Class<?>> CASES = List.of(
            StatelessCases.class,
            AggregationCases.class,
            WindowCases.class,
            TableCases.class,
            JoinCases.class,
            LateUpdateCases.class,
            StatefulCases.class,
            HeaderCases.class);

    private final Engine original = Engines.original();
    private final Engine millrace = Engines.millrace();

    @TestFactory
    Stream<DynamicContainer> doesAsTheOriginalDoes() {
        return CASES.stream().map(cases -> DynamicContainer.dynamicContainer(cases.getSimpleName(), tests(cases)));
    }

    private Stream<DynamicTest> tests(Class<?> cases) {
        return Arrays.stream(cases.getDeclaredMethods())
                .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {Scenario.class}))
                .sorted(Comparator.comparing(Method::getName))
                .flatMap(method -> Arrays.stream(Variant.values())
                        .map(variant -> DynamicTest.dynamicTest(
                                method.getName() + " " + variant, () -> compare(cases, method.getName(), variant))));
    }

    private void compare(Class<?> cases, String method, Variant variant) {
        Comparison comparison = new Comparison(
                original.runCase(cases.getName(), method, variant.settings()),
                millrace.runCase(cases.getName(), method, variant.settings()));
        if (!comparison.differences().isEmpty()) {
            fail(cases.getSimpleName() + "." + method + " in the variant " + variant + comparison.report());
        }
    }
}
