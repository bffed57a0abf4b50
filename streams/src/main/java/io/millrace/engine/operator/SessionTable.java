package io.millrace.engine.operator;

import io.millrace.store.SessionView;
import io.millrace.store.TimeOrderedStore;
import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.EmitStrategy.StrategyType;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.ShownValues;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.SessionStore;
import org.jspecify.annotations.Nullable;

/**
 * The store of an aggregation by key and session, together with the way its results go on: with every change (at once
 * or as the store emits them), or once for each session, when it has closed. The time of a result is the session's end.
 *
 * <p>What goes on at once has no headers, as in Kafka Streams.
 *
 * <p>Owned by the thread of the task.
 *
 * @param <K> key type
 * @param <V> type of the aggregate
 */
final class SessionTable<K, V> {

    private final SessionStore<K, V> store;
    private final @Nullable ChangeForwarder<Windowed<K>, V> changes;
    private final @Nullable FinalResults<K, V> finals;
    private final @Nullable TimeOrderedStore<K, V> ordered;

    SessionTable(
            ProcessorContext<Windowed<K>, Change<V>> context,
            String storeName,
            boolean withOldValue,
            EmitStrategy strategy) {
        StateStore kept = context.getStateStore(storeName);
        store = SessionView.plain(kept);
        EmitMeters meters = EmitMeters.of(context);
        if (strategy.type() == StrategyType.ON_WINDOW_CLOSE) {
            changes = null;
            finals = new FinalResults<>(context, storeName, meters);
            ordered = TimeOrderedStore.of(kept, ShownValues.PLAIN.of(kept));
        } else {
            changes = new ChangeForwarder<>(context, kept, withOldValue);
            finals = null;
            ordered = null;
        }
    }

    SessionStore<K, V> store() {
        return store;
    }

    /** Writes a session (null removes it) and passes it on, if results go on with every change. */
    void put(Windowed<K> session, @Nullable V value) {
        store.put(session, value);
        forward(session, value, null);
    }

    /** Removes a session and passes that on, if results go on with every change. */
    void remove(Windowed<K> session, V value) {
        store.remove(session);
        forward(session, null, value);
    }

    private void forward(Windowed<K> session, @Nullable V newValue, @Nullable V oldValue) {
        if (changes != null) {
            changes.forward(session, newValue, oldValue, session.window().end());
        }
    }

    /** Passes on the sessions that have closed since the last look, in the order of their ends. */
    void emitClosed(Record<?, ?> cause, long closeTime) {
        if (finals == null || !finals.isDue(closeTime)) {
            return;
        }
        long firstEnd = Math.max(0, finals.lastCloseTime());
        long lastEnd = closeTime - 1;
        if (lastEnd < firstEnd) {
            return;
        }
        try (KeyValueIterator<Windowed<K>, V> closed =
                ordered == null ? store.findSessions(firstEnd, lastEnd) : ordered.inTimeOrder(firstEnd, lastEnd)) {
            while (closed.hasNext()) {
                KeyValue<Windowed<K>, V> next = closed.next();
                finals.forward(cause, next.key, next.value, next.key.window().end());
            }
        }
        if (ordered != null) {
            ordered.forgetOrderUpTo(lastEnd);
        }
        finals.passed(closeTime);
    }
}
