package io.millrace.conformance.program;

import java.util.List;
import java.util.function.Function;

/**
 * An operator that generated programs may use.
 *
 * @param name as it stands in a program's text
 * @param inputs what it works on
 * @param output what it results in
 * @param choices how many forms it has, in each respect; the first form of each is the plainest
 * @param body calls it
 */
public record Operator(
        String name, List<Kind> inputs, Kind output, List<Integer> choices, Function<Call, Object> body) {

    /** An operator that works on something. */
    static Operator on(
            List<Kind> inputs, String name, Kind output, List<Integer> choices, Function<Call, Object> body) {
        return new Operator(name, inputs, output, choices, body);
    }
}
