package io.millrace.engine.operator;

import org.jspecify.annotations.Nullable;

/**
 * What travels between the operators of tables instead of plain values: an update with what it replaces. Immutable.
 *
 * @param newValue the value from now on; null when there is none any more
 * @param oldValue the value until now; null when there was none, or when nobody downstream asked for it
 * @param isLatest whether no later value of the key is known; false only for late updates of versioned tables
 * @param <V> value type
 */
public record Change<V>(@Nullable V newValue, @Nullable V oldValue, boolean isLatest) {

    /** An update that is the latest of its key. */
    public Change(@Nullable V newValue, @Nullable V oldValue) {
        this(newValue, oldValue, true);
    }
}
