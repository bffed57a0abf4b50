package io.millrace.conformance;

import io.millrace.conformance.Program.Event;
import io.millrace.conformance.Program.Instruction;
import io.millrace.conformance.program.Kind;
import io.millrace.conformance.program.Operator;
import io.millrace.conformance.program.Operators;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes programs out of a seed: up to {@value #MOST_INSTRUCTIONS} operators, at most {@value #DEEPEST} after one
 * another, and records with few keys, missing keys and values, times that jump back and ahead or stand still.
 */
final class Generator {

    static final int DEEPEST = 6;
    private static final int MOST_INSTRUCTIONS = 12;
    private static final int MOST_ATTEMPTS = 100;
    private static final int MOST_EVENTS = 14;
    private static final List<String> KEYS = List.of("a", "b", "c");
    private static final List<String> VALUES = List.of("x", "y", "z", "xx");
    private static final List<String> OPTIMIZATIONS = List.of(
            "all",
            "all",
            "reuse.ktable.source.topics",
            "merge.repartition.topics",
            "single.store.self.join",
            "reuse.ktable.source.topics,merge.repartition.topics",
            "merge.repartition.topics,single.store.self.join,reuse.ktable.source.topics");

    /** Those that move no repartition. */
    private static final List<String> OPTIMIZATIONS_IN_PLACE = List.of(
            "reuse.ktable.source.topics",
            "single.store.self.join",
            "reuse.ktable.source.topics,single.store.self.join");

    private static final List<String> TOPICS = List.of("in1", "in2", "table1", "table2", "global1", "store1");

    /**
     * What leads to a topic in between. Two such topics hold records of equal times, whose order is the original's
     * heap's; so nothing works on two results that are both behind one.
     */
    private static final Set<String> MOVES = Set.of(
            "map",
            "flatMap",
            "selectKey",
            "process",
            "processWithGlobalStore",
            "repartition",
            "through",
            "groupBy",
            "tableGroupBy",
            "windowGroupBy",
            "windowToStream",
            "toStream",
            "toVersionedTable",
            "foreignKeyJoin");

    /** What a versioned table keeps its versions through; suppressing it is refused at different times. */
    private static final Set<String> KEEPS_VERSIONS = Set.of("tableFilter", "tableMapValues", "transformValues");

    private static final Map<String, String> TOPIC_OF_SOURCE = Map.of(
            "stream",
            "in",
            "table",
            "table",
            "versionedTable",
            "table",
            "globalTable",
            "global",
            "globalStore",
            "store");

    private final Random random;
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final List<Integer> depths = new ArrayList<>();
    private final Set<Integer> moved = new HashSet<>();
    private final Set<Integer> versioned = new HashSet<>();

    private final Set<Integer> sessions = new HashSet<>();

    /** A failure of a step behind a cache is another exception in the original. */
    private boolean mayFail;

    /** The original moves repartitions before processors, where records lack the new key or value. */
    private boolean processesMoved;

    private Generator(long seed) {
        this.random = new Random(seed);
    }

    static Program program(long seed) {
        return new Generator(seed).program();
    }

    private Program program() {
        add(Operators.named(random.nextInt(4) == 0 ? "table" : "stream"));
        int wanted = 1 + random.nextInt(MOST_INSTRUCTIONS);
        for (int attempts = 0; instructions.size() < wanted && attempts < MOST_ATTEMPTS; attempts++) {
            add(any(candidates()));
        }
        return new Program(settings(), instructions, events());
    }

    /** What can be done with some result, newer ones more often; now and then another source. */
    private List<Operator> candidates() {
        int last = kinds.size() - 1;
        Kind kind = kinds.get(Math.max(random.nextInt(last + 1), random.nextInt(last + 1)));
        boolean source = kind == Kind.GLOBAL_TABLE // nothing begins with what is global
                || kind == Kind.GLOBAL_STORE
                || random.nextInt(8) == 0;
        return Operators.all().stream()
                .filter(operator -> source
                        ? operator.inputs().isEmpty()
                        : !operator.inputs().isEmpty() && operator.inputs().get(0) == kind)
                .toList();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        if (random.nextBoolean() || mayFail) {
            settings.put("statestore.cache.max.bytes", "0");
        }
        if (random.nextInt(3) > 0) {
            settings.put("topology.optimization", any(processesMoved ? OPTIMIZATIONS_IN_PLACE : OPTIMIZATIONS));
        }
        if (random.nextInt(8) > 0
                && instructions.stream().noneMatch(it -> it.operator().equals("streamJoin"))) {
            // Join stores in memory drop late records to the millisecond, and the original logs them all the same.
            settings.put("dsl.store.suppliers.class", Settings.IN_MEMORY);
        }
        return settings;
    }

    /** Adds a call of the operator, if there is something that it can work on. */
    private void add(Operator operator) {
        List<Integer> inputs = new ArrayList<>();
        int depth = 0;
        for (Kind kind : operator.inputs()) {
            Integer input = anyOf(kind);
            if (input == null) {
                return;
            }
            inputs.add(input);
            depth = Math.max(depth, depths.get(input) + 1);
        }
        boolean allMoved = !inputs.isEmpty() && inputs.stream().allMatch(moved::contains);
        boolean foreignKeyOfMoved =
                operator.name().equals("foreignKeyJoin") && inputs.stream().anyMatch(moved::contains);
        boolean versionedSuppressed =
                operator.name().startsWith("suppress") && inputs.stream().anyMatch(versioned::contains);
        if (versionedSuppressed || depth > DEEPEST || (inputs.size() > 1 && allMoved) || foreignKeyOfMoved) {
            return;
        }
        if (MOVES.contains(operator.name()) || inputs.stream().anyMatch(moved::contains)) {
            moved.add(instructions.size());
        }
        processesMoved |=
                operator.name().startsWith("process") && inputs.stream().anyMatch(moved::contains);
        boolean stillVersioned =
                KEEPS_VERSIONS.contains(operator.name()) && inputs.stream().anyMatch(versioned::contains);
        if (operator.name().equals("latest") || stillVersioned) {
            versioned.add(instructions.size());
        }
        if (operator.name().toLowerCase(Locale.ROOT).contains("session")
                || inputs.stream().anyMatch(sessions::contains)) {
            sessions.add(instructions.size());
        }
        List<Integer> choices = operator.choices().stream().map(random::nextInt).toList();
        mayFail |= fails(operator, inputs, choices);
        instructions.add(new Instruction(operator.name(), inputs, choices));
        kinds.add(operator.output());
        depths.add(depth);
    }

    /** Suppressing has no serde for sessions and for mapped windows, and is told to fail when there is too much. */
    private boolean fails(Operator operator, List<Integer> inputs, List<Integer> choices) {
        return switch (operator.name()) {
            case "suppressUntilClosed" ->
                choices.get(1) > 0
                        || inputs.stream().anyMatch(sessions::contains)
                        || inputs.stream().anyMatch(this::isMappedWindow);
            case "suppressUntilTime" -> choices.get(1) == Operators.SUPPRESS_STRICTLY;
            default -> false;
        };
    }

    private boolean isMappedWindow(int instruction) {
        return instructions.get(instruction).operator().contains("Map");
    }

    /** A result of that kind, newer ones more often; null when there is none. */
    private @Nullable Integer anyOf(Kind kind) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i) == kind) {
                found.add(i);
            }
        }
        return found.isEmpty() ? null : found.get(Math.max(random.nextInt(found.size()), random.nextInt(found.size())));
    }

    private List<Event> events() {
        List<String> topics = TOPICS.stream().filter(this::isRead).toList();
        List<Event> events = new ArrayList<>();
        int wanted = 1 + random.nextInt(MOST_EVENTS);
        long time = 1000;
        while (events.size() < wanted) {
            if (random.nextInt(12) == 0) {
                events.add(new Event(null, null, null, null, 1 + random.nextInt(200)));
                continue;
            }
            long timestamp = switch (random.nextInt(8)) {
                case 0 -> time;
                case 1, 2 -> Math.max(0, time - random.nextInt(250));
                case 3 -> time += 200 + random.nextInt(1000);
                default -> time += random.nextInt(60);
            };
            events.add(new Event(
                    any(topics),
                    random.nextInt(10) == 0 ? null : any(KEYS),
                    random.nextInt(6) == 0 ? null : any(VALUES),
                    random.nextInt(6) == 0 ? "h" + random.nextInt(2) : null,
                    timestamp));
        }
        return events;
    }

    /** Whether a source of the program reads that topic: a source's last choice is its number. */
    private boolean isRead(String topic) {
        return instructions.stream()
                .filter(instruction -> instruction.inputs().isEmpty())
                .anyMatch(source -> topic.equals(TOPIC_OF_SOURCE.get(source.operator())
                        + (source.choices().get(source.choices().size() - 1) + 1)));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
