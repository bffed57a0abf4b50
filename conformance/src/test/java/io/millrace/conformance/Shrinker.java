package io.millrace.conformance;

import io.millrace.conformance.Program.Event;
import io.millrace.conformance.Program.Instruction;
import io.millrace.conformance.program.Kind;
import io.millrace.conformance.program.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Makes a failing program smaller while it still fails: fewer events, fewer operators, plainer forms, fewer settings,
 * until nothing can be left out. Every attempt runs both engines, so their number is limited.
 */
final class Shrinker {

    private static final int MOST_ATTEMPTS = 800;

    private final Predicate<Program> fails;
    private Program smallest;
    private int attempts;
    private int accepted;

    private Shrinker(Program program, Predicate<Program> fails) {
        this.smallest = program;
        this.fails = fails;
    }

    static Program shrink(Program program, Predicate<Program> fails) {
        Shrinker shrinker = new Shrinker(program, fails);
        int before;
        do {
            before = shrinker.accepted;
            shrinker.fewerEvents();
            shrinker.fewerInstructions();
            shrinker.plainerChoices();
            shrinker.fewerSettings();
            shrinker.plainerEvents();
        } while (shrinker.accepted > before);
        return shrinker.smallest;
    }

    private boolean accept(Program smaller) {
        if (attempts >= MOST_ATTEMPTS) {
            return false;
        }
        attempts++;
        if (!fails.test(smaller)) {
            return false;
        }
        smallest = smaller;
        accepted++;
        return true;
    }

    private void fewerEvents() {
        for (int size = Math.max(1, smallest.events().size() / 2); size > 0; size /= 2) {
            for (int from = smallest.events().size() - size; from >= 0; from -= size) {
                List<Event> fewer = new ArrayList<>(smallest.events());
                fewer.subList(from, Math.min(fewer.size(), from + size)).clear();
                accept(with(fewer));
                from = Math.min(from, smallest.events().size());
            }
        }
    }

    private void plainerEvents() {
        for (int i = 0; i < smallest.events().size(); i++) {
            Event event = smallest.events().get(i);
            if (event.header() != null) {
                accept(with(i, new Event(event.topic(), event.key(), event.value(), null, event.timestamp())));
            }
        }
    }

    private Program with(List<Event> events) {
        return new Program(smallest.settings(), smallest.instructions(), events);
    }

    private Program with(int place, Event event) {
        List<Event> events = new ArrayList<>(smallest.events());
        events.set(place, event);
        return with(events);
    }

    private void fewerInstructions() {
        for (int i = smallest.instructions().size() - 1; i >= 0; i--) {
            if (i < smallest.instructions().size()) {
                if (!bypass(i)) {
                    cutOff(i);
                }
            }
        }
    }

    /** Takes an instruction out; whoever worked on its result works on its input, if that is of the same kind. */
    private boolean bypass(int place) {
        Instruction instruction = smallest.instructions().get(place);
        Kind kind = Operators.named(instruction.operator()).output();
        for (int input : instruction.inputs()) {
            Kind inputKind = Operators.named(smallest.instructions().get(input).operator())
                    .output();
            if (inputKind == kind && accept(without(place, input))) {
                return true;
            }
        }
        return false;
    }

    /** Takes an instruction out together with all that depends on it. */
    private void cutOff(int place) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < smallest.instructions().size(); i++) {
            if (i != place && kept.containsAll(smallest.instructions().get(i).inputs())) {
                kept.add(i);
            }
        }
        List<Instruction> fewer = new ArrayList<>();
        for (int i : kept) {
            Instruction instruction = smallest.instructions().get(i);
            List<Integer> inputs =
                    instruction.inputs().stream().map(kept::indexOf).toList();
            fewer.add(new Instruction(instruction.operator(), inputs, instruction.choices()));
        }
        if (!fewer.isEmpty()) {
            accept(new Program(smallest.settings(), fewer, smallest.events()));
        }
    }

    private Program without(int place, int instead) {
        List<Instruction> fewer = new ArrayList<>();
        for (int i = 0; i < smallest.instructions().size(); i++) {
            Instruction instruction = smallest.instructions().get(i);
            if (i != place) {
                List<Integer> inputs = instruction.inputs().stream()
                        .map(input -> input == place ? instead : input)
                        .map(input -> input > place ? input - 1 : input)
                        .toList();
                fewer.add(new Instruction(instruction.operator(), inputs, instruction.choices()));
            }
        }
        return new Program(smallest.settings(), fewer, smallest.events());
    }

    private void plainerChoices() {
        for (int i = 0; i < smallest.instructions().size(); i++) {
            for (int j = 0; j < smallest.instructions().get(i).choices().size(); j++) {
                Instruction instruction = smallest.instructions().get(i);
                if (instruction.choices().get(j) > 0) {
                    List<Integer> plainer = new ArrayList<>(instruction.choices());
                    plainer.set(j, 0);
                    List<Instruction> all = new ArrayList<>(smallest.instructions());
                    all.set(i, new Instruction(instruction.operator(), instruction.inputs(), plainer));
                    accept(new Program(smallest.settings(), all, smallest.events()));
                }
            }
        }
    }

    private void fewerSettings() {
        for (String setting : List.copyOf(smallest.settings().keySet())) {
            Map<String, String> fewer = new TreeMap<>(smallest.settings());
            fewer.remove(setting);
            accept(new Program(fewer, smallest.instructions(), smallest.events()));
        }
    }
}
