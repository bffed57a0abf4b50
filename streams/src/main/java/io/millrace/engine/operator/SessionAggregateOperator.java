package io.millrace.engine.operator;

import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.Initializer;
import io.millrace.streams.kstream.Merger;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.internals.SessionWindow;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.KeyValueIterator;
import java.util.ArrayList;
import java.util.List;

/**
 * Aggregates the records of a stream by key and session into a table. Records without a key are dropped; null values
 * are aggregated like others.
 *
 * <p>A record takes all sessions of its key that are not further away than the gap, and makes one of them: their
 * aggregates are merged, the record is added, the old sessions are removed and the new one is put. A session that
 * covers the record's time already keeps its window and is only updated.
 *
 * <p>A record is late when the session that would come of it has closed: its end lies before stream time less grace and
 * gap. So a record that is late by itself still counts if it joins a session that is not. Stream time here is the
 * highest timestamp that this very operator has seen since it started, records without a key aside.
 *
 * @param <K> key type
 * @param <V> value type
 * @param <A> type of the aggregate
 */
public final class SessionAggregateOperator<K, V, A> implements ProcessorSupplier<K, V, Windowed<K>, Change<A>> {

    private final TableShape shape;
    private final SessionWindows windows;
    private final EmitStrategy strategy;
    private final Initializer<A> initializer;
    private final Aggregator<? super K, ? super V, A> aggregator;
    private final Merger<? super K, A> merger;

    /** Makes the operator of a {@link TableShape#stored}. */
    public SessionAggregateOperator(
            TableShape shape,
            SessionWindows windows,
            EmitStrategy strategy,
            Initializer<A> initializer,
            Aggregator<? super K, ? super V, A> aggregator,
            Merger<? super K, A> merger) {
        this.shape = shape;
        this.windows = windows;
        this.strategy = strategy;
        this.initializer = initializer;
        this.aggregator = aggregator;
        this.merger = merger;
    }

    @Override
    public Processor<K, V, Windowed<K>, Change<A>> get() {
        return new Aggregating(shape.aggregateStoreName(), shape.sendsOldValues());
    }

    private final class Aggregating implements Processor<K, V, Windowed<K>, Change<A>> {

        private final String storeName;
        private final boolean sendsOldValues;
        private final long gapMs = windows.inactivityGap();
        private final List<KeyValue<Windowed<K>, A>> near = new ArrayList<>();
        private long streamTime = -1;
        private SessionTable<K, A> table;
        private DropLog drops;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Aggregating(String storeName, boolean sendsOldValues) {
            this.storeName = storeName;
            this.sendsOldValues = sendsOldValues;
        }

        @Override
        public void init(ProcessorContext<Windowed<K>, Change<A>> context) {
            table = new SessionTable<>(context, storeName, sendsOldValues, strategy);
            drops = new DropLog(context);
        }

        @Override
        public void process(Record<K, V> record) {
            if (record.key() == null) {
                drops.drop("no key, so it counts for no aggregate", record);
                return;
            }
            streamTime = Math.max(streamTime, record.timestamp());
            long closeTime = streamTime - windows.gracePeriodMs() - gapMs;
            add(record, closeTime);
            table.emitClosed(record, closeTime);
        }

        private void add(Record<K, V> record, long closeTime) {
            K key = record.key();
            long start = record.timestamp();
            long end = start;
            A aggregate = initializer.apply();
            near.clear();
            try (KeyValueIterator<Windowed<K>, A> sessions =
                    table.store().findSessions(key, start - gapMs, end + gapMs)) {
                while (sessions.hasNext()) {
                    KeyValue<Windowed<K>, A> session = sessions.next();
                    near.add(session);
                    aggregate = merger.apply(key, aggregate, session.value);
                    start = Math.min(start, session.key.window().start());
                    end = Math.max(end, session.key.window().end());
                }
            }
            if (end < closeTime) {
                drops.dropLate(record, start, end, streamTime);
                return;
            }
            if (start < end) {
                removeAll();
            }
            table.put(
                    new Windowed<>(key, new SessionWindow(start, end)),
                    aggregator.apply(key, record.value(), aggregate));
        }

        /** Removes the sessions that became one; a session of one moment that stays so is overwritten instead. */
        private void removeAll() {
            for (KeyValue<Windowed<K>, A> session : near) {
                table.remove(session.key, session.value);
            }
        }
    }
}
