package io.millrace.streams.kstream;

import org.jspecify.annotations.NullUnmarked;

/**
 * Answers yes or no about a record.
 *
 * @param <K> key type
 * @param <V> value type
 */
@FunctionalInterface
@NullUnmarked
public interface Predicate<K, V> {

    /**
     * Tests one record.
     *
     * @param key the record's key
     * @param value the record's value
     * @return whether the record is one that the operator looks for
     */
    boolean test(K key, V value);
}
