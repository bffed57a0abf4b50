package io.millrace.streams.kstream;

import org.jspecify.annotations.NullUnmarked;

/**
 * Adds one record to the aggregate of its key.
 *
 * <p>Called by {@code aggregate()} once per record, by the worker that owns the key's partition and by no other at the
 * same time. The result replaces the stored aggregate; a {@code null} result removes it.
 *
 * @param <K> key type
 * @param <V> type of the values that come in
 * @param <VAgg> type of the aggregate
 * @see Initializer
 * @see Reducer
 */
@FunctionalInterface
@NullUnmarked
public interface Aggregator<K, V, VAgg> {

    /**
     * Computes the new aggregate.
     *
     * @param key the record's key; do not change it, it decides where the aggregate is stored
     * @param value the record's value
     * @param aggregate the aggregate so far, or what the {@link Initializer} made if there is none yet
     * @return the new aggregate; may be the same object as {@code aggregate}
     */
    VAgg apply(K key, V value, VAgg aggregate);
}
