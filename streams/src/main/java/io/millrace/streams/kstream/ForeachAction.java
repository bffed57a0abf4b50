package io.millrace.streams.kstream;

import org.jspecify.annotations.NullUnmarked;

/**
 * Does something with a record outside of the topology, such as logging it.
 *
 * <p>What it does is not covered by exactly-once: after a crash the records since the last commit are seen again.
 *
 * @param <K> key type
 * @param <V> value type
 */
@FunctionalInterface
@NullUnmarked
public interface ForeachAction<K, V> {

    /**
     * Acts on one record. Neither key nor value may be changed, later steps see the same objects.
     *
     * @param key the record's key
     * @param value the record's value
     */
    void apply(K key, V value);
}
