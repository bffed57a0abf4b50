package io.millrace.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A generated program: a topology as a list of instructions, and what happens to it. It is data, so that it can be
 * shrunk, and it has a text form that can be read, kept in a file and parsed again:
 *
 * <pre>
 * set topology.optimization=all
 * n0 = stream [0]
 * n1 = groupByKey n0 [0]
 * n2 = count n1 [1]
 * pipe in1 a x 100
 * advance 50
 * </pre>
 *
 * @param settings what differs from the settings that every run has
 * @param instructions the topology; the result of the i-th is called ni
 * @param events what happens, in order
 */
public record Program(Map<String, String> settings, List<Instruction> instructions, List<Event> events) {

    private static final Pattern SET = Pattern.compile("set (\\S+?)=(\\S*)");
    private static final Pattern NODE = Pattern.compile("n(\\d+) = (\\S+)((?: n\\d+)*) \\[([\\d ]*)]");
    private static final Pattern PIPE = Pattern.compile("pipe (\\S+) (\\S+) (\\S+) (-?\\d+)( h=(\\S+))?");
    private static final Pattern ADVANCE = Pattern.compile("advance (\\d+)");

    public Program {
        settings = new TreeMap<>(settings);
        instructions = List.copyOf(instructions);
        events = List.copyOf(events);
    }

    /**
     * One call of an operator.
     *
     * @param operator its name
     * @param inputs the instructions whose results it works on
     * @param choices which of its forms
     */
    public record Instruction(String operator, List<Integer> inputs, List<Integer> choices) {

        public Instruction {
            inputs = List.copyOf(inputs);
            choices = List.copyOf(choices);
        }
    }

    /**
     * A record comes, or (without a topic) the wall clock moves on.
     *
     * @param timestamp the record's time, or by how much the clock moves
     */
    public record Event(
            @Nullable String topic,
            @Nullable String key,
            @Nullable String value,
            @Nullable String header,
            long timestamp) {

        @Override
        public String toString() {
            if (topic == null) {
                return "advance " + timestamp;
            }
            return "pipe " + topic + " " + orDash(key) + " " + orDash(value) + " " + timestamp
                    + (header == null ? "" : " h=" + header);
        }
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }

    private static @Nullable String orNull(String text) {
        return text.equals("-") ? null : text;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        settings.forEach((key, value) ->
                text.append("set ").append(key).append('=').append(value).append('\n'));
        for (int i = 0; i < instructions.size(); i++) {
            Instruction instruction = instructions.get(i);
            text.append('n').append(i).append(" = ").append(instruction.operator());
            instruction.inputs().forEach(input -> text.append(" n").append(input));
            text.append(instruction.choices().stream().map(String::valueOf).collect(Collectors.joining(" ", " [", "]")))
                    .append('\n');
        }
        events.forEach(event -> text.append(event).append('\n'));
        return text.toString();
    }

    /** Reads the text form; lines that are empty or begin with {@code #} are comments. */
    static Program parse(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        List<Instruction> instructions = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            Matcher set = SET.matcher(line);
            Matcher node = NODE.matcher(line);
            Matcher pipe = PIPE.matcher(line);
            Matcher advance = ADVANCE.matcher(line);
            if (set.matches()) {
                settings.put(set.group(1), set.group(2));
            } else if (node.matches()) {
                instructions.add(new Instruction(
                        node.group(2), numbers(node.group(3).replace("n", "")), numbers(node.group(4))));
            } else if (pipe.matches()) {
                events.add(new Event(
                        pipe.group(1),
                        orNull(pipe.group(2)),
                        orNull(pipe.group(3)),
                        pipe.group(6),
                        Long.parseLong(pipe.group(4))));
            } else if (advance.matches()) {
                events.add(new Event(null, null, null, null, Long.parseLong(advance.group(1))));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw new IllegalArgumentException("'" + line + "' (expected: set, a node, pipe or advance)");
            }
        }
        return new Program(settings, instructions, events);
    }

    private static List<Integer> numbers(String text) {
        return Arrays.stream(text.strip().split(" "))
                .filter(word -> !word.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    /** With the settings that every run has. */
    public Map<String, String> allSettings() {
        Map<String, String> all = Settings.base();
        all.put("default.value.serde", TextOrNumberSerde.class.getName());
        all.putAll(settings);
        return all;
    }
}
