package io.millrace.engine.operator;

import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * A table's store together with the way its changes go on. Owned by the thread of the task.
 *
 * @param <K> key type
 * @param <V> value type
 */
final class StoredTable<K, V> {

    private final TableStore<K, V> store;
    private final ChangeForwarder<K, V> forwarder;

    StoredTable(ProcessorContext<K, Change<V>> context, String storeName, boolean withOldValue) {
        this.store = TableStore.open(context, storeName);
        this.forwarder = new ChangeForwarder<>(context, store.store(), withOldValue);
    }

    @Nullable
    ValueAndTimestamp<V> get(K key) {
        return store.get(key);
    }

    /** The value before the update under way if it has to be passed on by the operator, else null without looking. */
    @Nullable
    V oldValueIfNeeded(K key) {
        return forwarder.needsOldValue() ? ValueAndTimestamp.getValueOrNull(store.get(key)) : null;
    }

    /** Writes a value (null deletes) and passes the change on, unless it came too late for the store. */
    void update(Record<?, ?> cause, K key, @Nullable V newValue, @Nullable V oldValue, long timestamp) {
        long validTo = store.put(key, newValue, timestamp);
        if (validTo != TableStore.NOT_PUT) {
            forwarder.forward(cause, key, newValue, oldValue, validTo == TableStore.IS_LATEST, timestamp);
        }
    }
}
