package io.millrace.streams.kstream;

/**
 * Makes one aggregate of two, when a record closes the gap between two sessions of a key.
 *
 * <p>Called by worker threads, several at a time for different partitions; must not keep state of its own.
 *
 * <pre>{@code
 * Merger<String, Long> sum = (key, one, other) -> one + other;
 * }</pre>
 *
 * @param <K> key type
 * @param <V> type of the aggregate
 */
@FunctionalInterface
public interface Merger<K, V> {

    /**
     * Merges.
     *
     * @param aggKey the key of both
     * @param aggOne what was merged so far; at first what the initializer made
     * @param aggTwo the aggregate of the next session, in order of time
     * @return the aggregate of both
     */
    V apply(K aggKey, V aggOne, V aggTwo);
}
