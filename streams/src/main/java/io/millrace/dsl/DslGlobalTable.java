package io.millrace.dsl;

import io.millrace.engine.operator.TableViewSupplier;
import io.millrace.streams.kstream.GlobalKTable;
import org.jspecify.annotations.Nullable;

/**
 * A table that every instance holds as a whole.
 *
 * @param view how joins read it
 * @param queryableStoreName the name under which it can be queried; null when it cannot
 * @param <K> key type
 * @param <V> value type
 */
record DslGlobalTable<K, V>(
        TableViewSupplier<K, V> view, @Nullable String queryableStoreName) implements GlobalKTable<K, V> {}
