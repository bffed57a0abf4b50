package io.millrace.engine.operator;

import io.millrace.store.TimeOrderedStore;
import io.millrace.store.WindowView;
import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.EmitStrategy.StrategyType;
import io.millrace.streams.kstream.Window;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.internals.TimeWindow;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.ShownValues;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * The store of an aggregation by key and window, together with the way its results go on: with every change (at once or
 * as the store emits them), or once for each window, when it has closed.
 *
 * <p>Owned by the thread of the task.
 *
 * @param <K> key type
 * @param <V> type of the aggregate
 */
final class WindowedTable<K, V> {

    private final WindowStore<K, ValueAndTimestamp<V>> store;
    private final @Nullable ChangeForwarder<Windowed<K>, V> changes;
    private final @Nullable FinalResults<K, V> finals;
    private final @Nullable TimeOrderedStore<K, ValueAndTimestamp<V>> ordered;

    WindowedTable(
            ProcessorContext<Windowed<K>, Change<V>> context,
            String storeName,
            boolean withOldValue,
            EmitStrategy strategy) {
        StateStore kept = context.getStateStore(storeName);
        store = WindowView.timestamped(kept);
        EmitMeters meters = EmitMeters.of(context);
        if (strategy.type() == StrategyType.ON_WINDOW_CLOSE) {
            changes = null;
            finals = new FinalResults<>(context, storeName, meters);
            ordered = TimeOrderedStore.of(kept, ShownValues.TIMESTAMPED.of(kept));
        } else {
            changes = new ChangeForwarder<>(context, kept, withOldValue);
            finals = null;
            ordered = null;
        }
    }

    WindowStore<K, ValueAndTimestamp<V>> store() {
        return store;
    }

    /**
     * Writes a window and passes the change on, if results go on with every change.
     *
     * @param window made here when it is needed and none is given
     */
    void update(
            Record<K, ?> cause,
            long start,
            long end,
            @Nullable Window window,
            @Nullable V newValue,
            @Nullable V oldValue,
            long timestamp) {
        store.put(cause.key(), ValueAndTimestamp.make(newValue, timestamp), start);
        ChangeForwarder<Windowed<K>, V> forwarder = changes;
        if (forwarder != null && !forwarder.storeForwards()) {
            Windowed<K> windowed = new Windowed<>(cause.key(), window == null ? new TimeWindow(start, end) : window);
            forwarder.forward(cause, windowed, newValue, oldValue, timestamp);
        }
    }

    /** When results are to be passed on; null when they go on with every change. */
    @Nullable
    FinalResults<K, V> finals() {
        return finals;
    }

    /** Passes on the windows that start in a stretch of time, both ends included, in the order of their starts. */
    void emit(FinalResults<K, V> to, Record<?, ?> cause, long firstStart, long lastStart) {
        try (KeyValueIterator<Windowed<K>, ValueAndTimestamp<V>> closed =
                ordered == null ? store.fetchAll(firstStart, lastStart) : ordered.inTimeOrder(firstStart, lastStart)) {
            while (closed.hasNext()) {
                KeyValue<Windowed<K>, ValueAndTimestamp<V>> next = closed.next();
                to.forward(cause, next.key, next.value.value(), next.value.timestamp());
            }
        }
        if (ordered != null) {
            ordered.forgetOrderUpTo(lastStart);
        }
    }
}
