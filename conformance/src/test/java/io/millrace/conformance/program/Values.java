package io.millrace.conformance.program;

import org.jspecify.annotations.Nullable;

/** The functions that generated programs hand to operators: of any value, never failing, and sometimes null. */
final class Values {

    private static final int LONGEST = 12;

    private Values() {}

    /** Keeps values from growing without end. */
    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(text.length() - LONGEST);
    }

    /** Marks a value with what was done to it. */
    static Object marked(@Nullable Object value, String mark) {
        return cut(value + mark);
    }

    /** The same, but null for some values. */
    static @Nullable Object markedOrNull(@Nullable Object value, String mark) {
        return isOdd(value) ? null : marked(value, mark);
    }

    /** Two into one: numbers are added, others joined. */
    static Object combined(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Long a && other instanceof Long b) {
            return a + b;
        }
        return one instanceof Long ? one : cut(one + "+" + other);
    }

    /** One of two taken away: numbers are subtracted, others joined. */
    static Object without(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Long a && other instanceof Long b) {
            return a - b;
        }
        return one instanceof Long ? one : cut(one + "-" + other);
    }

    /** Splits values into two groups. */
    static boolean isOdd(@Nullable Object value) {
        return Math.floorMod(String.valueOf(value).hashCode(), 2) == 1;
    }

    /** Another key, made of the value; one of few. */
    static String otherKey(@Nullable Object value) {
        return "k" + Math.floorMod(String.valueOf(value).hashCode(), 3);
    }

    /** One of the keys that records have, made of the value; null for some values. */
    static @Nullable String foreignKey(@Nullable Object value) {
        int choice = Math.floorMod(String.valueOf(value).hashCode(), 3);
        return choice == 2 ? null : choice == 1 ? "a" : "b";
    }

    /** The same, but null for some values. */
    static @Nullable String otherKeyOrNull(@Nullable Object value) {
        String key = otherKey(value);
        return key.equals("k2") ? null : key;
    }
}
