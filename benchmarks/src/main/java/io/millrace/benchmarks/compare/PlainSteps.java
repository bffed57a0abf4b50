package io.millrace.benchmarks.compare;

/** The user's functions, the same for all contenders. */
final class PlainSteps {
    private PlainSteps() {}

    static boolean isKept(String value) {
        return value.charAt(0) != '0';
    }

    static String mapped(String value) {
        return value.concat("!");
    }

    static String[] words(String line) {
        return line.split(" ");
    }
}
