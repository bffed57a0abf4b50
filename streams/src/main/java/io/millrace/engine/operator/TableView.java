package io.millrace.engine.operator;

import io.millrace.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * A table as another step of the same task reads it: straight from its store, or computed from the store of the table
 * it is made from. Owned by the thread of the task.
 *
 * @param <K> key type
 * @param <V> value type
 */
@FunctionalInterface
public interface TableView<K, V> {

    /** The value of a key and the time of its last change; null when the table has no such key. */
    @Nullable
    ValueAndTimestamp<V> get(K key);

    /**
     * The value that a key had at a time; for a table without versions, which only knows the newest, that one.
     *
     * @param time milliseconds since the epoch
     */
    default @Nullable ValueAndTimestamp<V> getAsOf(K key, long time) {
        return get(key);
    }

    /** Gives the view up; called in the {@code close} of the processor that opened it. */
    default void close() {}
}
