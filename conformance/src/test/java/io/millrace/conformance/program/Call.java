package io.millrace.conformance.program;

import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.kstream.CogroupedKStream;
import io.millrace.streams.kstream.GlobalKTable;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.KGroupedTable;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.SessionWindowedCogroupedKStream;
import io.millrace.streams.kstream.SessionWindowedKStream;
import io.millrace.streams.kstream.TimeWindowedCogroupedKStream;
import io.millrace.streams.kstream.TimeWindowedKStream;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.StateStore;
import java.time.Duration;
import java.util.List;

/** One instruction being carried out: its inputs, its choices, and a name that is its own. */
@SuppressWarnings("unchecked") // the operator's kinds say what the inputs are
final class Call {

    private final Scenario scenario;
    private final int number;
    private final List<Object> inputs;
    private final List<Integer> choices;
    private final boolean hasFinalResults;

    Call(Scenario scenario, int number, List<Object> inputs, List<Integer> choices, boolean hasFinalResults) {
        this.scenario = scenario;
        this.number = number;
        this.inputs = inputs;
        this.choices = choices;
        this.hasFinalResults = hasFinalResults;
    }

    StreamsBuilder builder() {
        return scenario.builder();
    }

    /** Which form was chosen in a respect; the plainest where a program that is kept is older than the choice. */
    int choice(int respect) {
        return respect < choices.size() ? choices.get(respect) : 0;
    }

    /** A name that no other instruction has. */
    String name() {
        return "n" + number;
    }

    Named named() {
        return Named.as(name());
    }

    /** A store of windows; it keeps them long when there are final results, which the original loses otherwise. */
    <V, S extends StateStore> Materialized<String, V, S> kept(Materialized<String, V, S> store) {
        return hasFinalResults ? store.withRetention(Duration.ofHours(1)) : store;
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
        return groupedStream(0);
    }

    KGroupedStream<String, Object> groupedStream(int input) {
        return (KGroupedStream<String, Object>) inputs.get(input);
    }

    SessionWindowedKStream<String, Object> sessionStream() {
        return (SessionWindowedKStream<String, Object>) inputs.get(0);
    }

    CogroupedKStream<String, Object> cogrouped() {
        return (CogroupedKStream<String, Object>) inputs.get(0);
    }

    TimeWindowedCogroupedKStream<String, Object> windowedCogrouped() {
        return (TimeWindowedCogroupedKStream<String, Object>) inputs.get(0);
    }

    SessionWindowedCogroupedKStream<String, Object> sessionCogrouped() {
        return (SessionWindowedCogroupedKStream<String, Object>) inputs.get(0);
    }

    TimeWindowedKStream<String, Object> windowedStream() {
        return (TimeWindowedKStream<String, Object>) inputs.get(0);
    }

    GlobalKTable<String, Object> globalTable() {
        return (GlobalKTable<String, Object>) inputs.get(1);
    }

    /** The name of a global store. */
    String globalStore() {
        return (String) inputs.get(1);
    }

    KGroupedTable<String, Object> groupedTable() {
        return (KGroupedTable<String, Object>) inputs.get(0);
    }
}
