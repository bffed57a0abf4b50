package io.millrace.engine.operator;

import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.kstream.Initializer;
import io.millrace.streams.kstream.Merger;

/** Expresses {@code count} as an aggregation. With it, every aggregating operator can count. */
public final class Counting {

    private Counting() {}

    /** Starts with none. */
    public static Initializer<Long> initializer() {
        return () -> 0L;
    }

    /** Counts one more, whatever the record is. */
    public static <K, V> Aggregator<K, V, Long> aggregator() {
        return (key, value, count) -> count + 1;
    }

    /** Counts the records of two sessions. */
    public static <K> Merger<K, Long> merger() {
        return (key, one, other) -> one + other;
    }
}
