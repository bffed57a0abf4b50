package io.millrace.conformance.program;

import io.millrace.conformance.Program;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Windowed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Builds the topology of a generated program; what nobody works on is written to a topic. */
final class Interpreter {

    private Interpreter() {}

    static void interpret(Program program, Scenario scenario) {
        List<Object> nodes = new ArrayList<>();
        Set<Integer> used = new HashSet<>();
        boolean hasFinalResults = program.instructions().stream()
                .anyMatch(instruction ->
                        instruction.operator().toLowerCase(Locale.ROOT).endsWith("emitonclose"));
        for (Program.Instruction instruction : program.instructions()) {
            Operator operator = Operators.named(instruction.operator());
            List<Object> inputs = instruction.inputs().stream().map(nodes::get).toList();
            Call call = new Call(scenario, nodes.size(), inputs, instruction.choices(), hasFinalResults);
            nodes.add(operator.body().apply(call));
            used.addAll(instruction.inputs());
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (!used.contains(i)) {
                Kind kind = Operators.named(program.instructions().get(i).operator())
                        .output();
                write(kind, nodes.get(i), "out" + i);
            }
        }
        for (Program.Event event : program.events()) {
            String topic = event.topic();
            if (topic == null) {
                scenario.advanceWallClock(event.timestamp());
            } else if (event.header() == null) {
                scenario.pipe(topic, event.key(), event.value(), event.timestamp());
            } else {
                scenario.pipe(topic, event.key(), event.value(), event.timestamp(), "h", event.header());
            }
        }
    }

    @SuppressWarnings("unchecked") // the kind says what it is
    private static void write(Kind kind, Object node, String topic) {
        switch (kind) {
            case STREAM -> ((KStream<String, Object>) node).to(topic);
            case TABLE, VERSIONED_TABLE ->
                ((KTable<String, Object>) node).toStream().to(topic);
            case WINDOWED_TABLE ->
                ((KTable<Windowed<String>, Object>) node)
                        .toStream((window, value) ->
                                window.key() + "/" + window.window().start())
                        .to(topic);
            default -> {
                // half of an aggregation
            }
        }
    }
}
