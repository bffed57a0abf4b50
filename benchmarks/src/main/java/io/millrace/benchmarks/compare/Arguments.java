package io.millrace.benchmarks.compare;

import java.util.List;

/** The arguments of a command, read one after the other. What makes no sense is refused with the command's usage. */
final class Arguments {
    private final List<String> args;
    private final String usage;
    private int next;

    Arguments(List<String> args, String usage) {
        this.args = args;
        this.usage = usage;
    }

    boolean hasNext() {
        return next < args.size();
    }

    /** The next option's name. */
    String next() {
        return args.get(next++);
    }

    /** The value of the option that was read last. */
    String value() {
        if (!hasNext()) {
            throw new IllegalArgumentException(args.get(next - 1) + " has no value\n" + usage);
        }
        return next();
    }

    /** The value of the option that was read last: a number of up to seven digits. */
    int number(int min) {
        String option = args.get(next - 1);
        String text = value();
        if (!text.matches("[0-9]{1,7}") || Integer.parseInt(text) < min) {
            throw new IllegalArgumentException(option + ": " + text + " (expected: >= " + min + ")");
        }
        return Integer.parseInt(text);
    }

    IllegalArgumentException unknown(String option) {
        return new IllegalArgumentException("option: " + option + "\n" + usage);
    }
}
