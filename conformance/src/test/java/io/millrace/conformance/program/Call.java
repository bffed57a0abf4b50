package io.millrace.conformance.program;

import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.kstream.GlobalKTable;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.KGroupedTable;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.TimeWindowedKStream;
import io.millrace.streams.kstream.Windowed;
import java.util.List;

/** One instruction being carried out: its inputs, its choices, and a name that is its own. */
@SuppressWarnings("unchecked") // the operator's kinds say what the inputs are
final class Call {

    private final Scenario scenario;
    private final int number;
    private final List<Object> inputs;
    private final List<Integer> choices;

    Call(Scenario scenario, int number, List<Object> inputs, List<Integer> choices) {
        this.scenario = scenario;
        this.number = number;
        this.inputs = inputs;
        this.choices = choices;
    }

    StreamsBuilder builder() {
        return scenario.builder();
    }

    /** Which form was chosen in a respect. */
    int choice(int respect) {
        return choices.get(respect);
    }

    /** A name that no other instruction has. */
    String name() {
        return "n" + number;
    }

    Named named() {
        return Named.as(name());
    }

    KStream<String, Object> stream() {
        return (KStream<String, Object>) inputs.get(0);
    }

    KStream<String, Object> stream(int input) {
        return (KStream<String, Object>) inputs.get(input);
    }

    KTable<String, Object> table() {
        return table(0);
    }

    KTable<String, Object> table(int input) {
        return (KTable<String, Object>) inputs.get(input);
    }

    KTable<Windowed<String>, Object> windowedTable() {
        return (KTable<Windowed<String>, Object>) inputs.get(0);
    }

    KGroupedStream<String, Object> groupedStream() {
        return (KGroupedStream<String, Object>) inputs.get(0);
    }

    TimeWindowedKStream<String, Object> windowedStream() {
        return (TimeWindowedKStream<String, Object>) inputs.get(0);
    }

    GlobalKTable<String, Object> globalTable() {
        return (GlobalKTable<String, Object>) inputs.get(1);
    }

    KGroupedTable<String, Object> groupedTable() {
        return (KGroupedTable<String, Object>) inputs.get(0);
    }
}
