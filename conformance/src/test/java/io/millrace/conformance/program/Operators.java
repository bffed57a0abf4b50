package io.millrace.conformance.program;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every operator that generated programs may use. To add one, add it to the list of its theme. */
public final class Operators {

    /** The form of {@code suppressUntilTime} that fails when its buffer is full. */
    public static final int SUPPRESS_STRICTLY = 5;

    private static final List<Operator> ALL = Stream.of(
                    StreamOperators.ALL,
                    AggregationOperators.ALL,
                    WindowOperators.ALL,
                    CogroupOperators.ALL,
                    TableOperators.ALL,
                    VersionedOperators.ALL,
                    JoinOperators.ALL)
            .flatMap(List::stream)
            .toList();
    private static final Map<String, Operator> BY_NAME =
            ALL.stream().collect(Collectors.toMap(Operator::name, Function.identity()));

    private Operators() {}

    /** All of them. */
    public static List<Operator> all() {
        return ALL;
    }

    /** One of them. */
    public static Operator named(String name) {
        Operator operator = BY_NAME.get(name);
        if (operator == null) {
            throw new IllegalArgumentException("operator " + name + " (expected: one of " + BY_NAME.keySet() + ")");
        }
        return operator;
    }
}
