package io.millrace.engine.operator;

import io.millrace.store.EmittingStore;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.Records;
import io.millrace.streams.state.SessionStoreWithHeaders;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the changes of a table that has a store: at once, or, when the store holds updates back, as the store emits
 * them at the commit. Which of the two is settled once, when the processor starts.
 *
 * <p>The two differ in more than time, as in Kafka Streams. What the operator says is the old value goes on only at
 * once: an aggregation says what its initializer made where there was no value. The store says null there, and its old
 * value is that of the last emission. The store tells the headers of the record that made the last change; one of
 * sessions with headers tells those of the aggregate, and aggregates have none.
 *
 * <p>Owned by the thread of the task.
 *
 * @param <K> key type of the table, with the window for a windowed one
 * @param <V> value type of the table
 */
final class ChangeForwarder<K, V> implements EmittingStore.Emission<K, V> {

    private final ProcessorContext<K, Change<V>> context;
    private final boolean withOldValue;
    private final boolean storeForwards;
    private final boolean emitsHeaders;

    ChangeForwarder(ProcessorContext<K, Change<V>> context, StateStore store, boolean withOldValue) {
        this.context = context;
        this.withOldValue = withOldValue;
        EmittingStore<K, V> emitting = emitting(store);
        this.storeForwards = emitting != null && emitting.emitTo(this, withOldValue);
        this.emitsHeaders = !(store instanceof SessionStoreWithHeaders<?, ?>);
        if (storeForwards && !(context instanceof CurrentHeaders)) {
            throw new IllegalStateException("store " + store.name() + " holds updates back, but "
                    + context.getClass().getName() + " cannot tell their headers (expected: a context of the engine)");
        }
    }

    @SuppressWarnings("unchecked") // the store with this table's name was made for its keys and values
    private static <K, V> @Nullable EmittingStore<K, V> emitting(StateStore store) {
        return store instanceof EmittingStore<?, ?> emitting ? (EmittingStore<K, V>) emitting : null;
    }

    /** Whether {@link #forward} does nothing, since the store will tell. */
    boolean storeForwards() {
        return storeForwards;
    }

    /** Whether the operator has to find the old value itself. */
    boolean needsOldValue() {
        return withOldValue && !storeForwards;
    }

    /** Passes a change on, unless the store will. Headers are those of the record that caused it. */
    void forward(Record<?, ?> cause, K key, @Nullable V newValue, @Nullable V oldValue, long timestamp) {
        forward(cause, key, newValue, oldValue, true, timestamp);
    }

    /** As above; {@code isLatest} says whether no later value of the key is known. */
    void forward(
            Record<?, ?> cause, K key, @Nullable V newValue, @Nullable V oldValue, boolean isLatest, long timestamp) {
        if (!storeForwards) {
            context.forward(Records.derive(cause, key, change(newValue, oldValue, isLatest), timestamp));
        }
    }

    /** The same without headers. */
    void forward(K key, @Nullable V newValue, @Nullable V oldValue, long timestamp) {
        if (!storeForwards) {
            context.forward(Records.of(key, change(newValue, oldValue, true), timestamp, null));
        }
    }

    private Change<V> change(@Nullable V newValue, @Nullable V oldValue, boolean isLatest) {
        return new Change<>(newValue, withOldValue ? oldValue : null, isLatest);
    }

    @Override
    public void emit(K key, @Nullable V newValue, @Nullable V oldValue, long timestamp) {
        Headers headers = emitsHeaders ? ((CurrentHeaders) context).currentHeaders() : null;
        context.forward(Records.of(key, change(newValue, oldValue, true), timestamp, headers));
    }
}
