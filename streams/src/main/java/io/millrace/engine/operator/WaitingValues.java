package io.millrace.engine.operator;

import java.util.List;

/**
 * Values of records that wait for a partner.
 *
 * @param ofFirst whether they came by the first stream, which tells their type
 * @param values in the order in which they came
 */
public record WaitingValues(boolean ofFirst, List<Object> values) {

    /** Takes a copy of the values. */
    public WaitingValues {
        values = List.copyOf(values);
    }
}
