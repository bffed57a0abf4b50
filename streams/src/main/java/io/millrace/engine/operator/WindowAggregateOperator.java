package io.millrace.engine.operator;

import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.EmitStrategy.StrategyType;
import io.millrace.streams.kstream.Initializer;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.kstream.Window;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.Windows;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.ValueAndTimestamp;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates the records of a stream by key and time window into a table. Records without a key are dropped; null
 * values are aggregated like others.
 *
 * <p>A window takes records as long as its end is later than the stream time less the grace period. Stream time here is
 * the highest timestamp that this very operator has seen since it started, records without a key aside. A late record
 * is dropped window by window: of the windows that it falls into, the closed ones are counted as drops, the open ones
 * updated.
 *
 * <p>The windows of {@link TimeWindows} are counted off without making objects, and a window object is made only for a
 * change that goes on at once. Other {@link Windows} are asked for theirs.
 *
 * @param <K> key type
 * @param <V> value type
 * @param <A> type of the aggregate
 */
public final class WindowAggregateOperator<K, V, A> implements ProcessorSupplier<K, V, Windowed<K>, Change<A>> {

    private final TableShape shape;
    private final Windows<?> windows;
    private final EmitStrategy strategy;
    private final Initializer<A> initializer;
    private final Aggregator<? super K, ? super V, A> aggregator;

    /**
     * Makes the operator of a {@link TableShape#stored}.
     *
     * @throws IllegalArgumentException if results are to go on when windows close, and the windows are not regular
     */
    public WindowAggregateOperator(
            TableShape shape,
            Windows<?> windows,
            EmitStrategy strategy,
            Initializer<A> initializer,
            Aggregator<? super K, ? super V, A> aggregator) {
        if (strategy.type() == StrategyType.ON_WINDOW_CLOSE && !(windows instanceof TimeWindows)) {
            throw new IllegalArgumentException("emit strategy: ON_WINDOW_CLOSE (expected: ON_WINDOW_UPDATE for "
                    + windows.getClass().getName() + "; only TimeWindows, SlidingWindows and SessionWindows can"
                    + " pass results on when they close)");
        }
        this.shape = shape;
        this.windows = windows;
        this.strategy = strategy;
        this.initializer = initializer;
        this.aggregator = aggregator;
    }

    @Override
    public Processor<K, V, Windowed<K>, Change<A>> get() {
        return new Aggregating(shape.aggregateStoreName(), shape.sendsOldValues());
    }

    private final class Aggregating implements Processor<K, V, Windowed<K>, Change<A>> {

        private final String storeName;
        private final boolean sendsOldValues;
        private final @Nullable TimeWindows regular = windows instanceof TimeWindows time ? time : null;
        private final long graceMs = windows.gracePeriodMs();
        private long streamTime = -1;
        private WindowedTable<K, A> table;
        private DropLog drops;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Aggregating(String storeName, boolean sendsOldValues) {
            this.storeName = storeName;
            this.sendsOldValues = sendsOldValues;
        }

        @Override
        public void init(ProcessorContext<Windowed<K>, Change<A>> context) {
            table = new WindowedTable<>(context, storeName, sendsOldValues, strategy);
            drops = new DropLog(context);
        }

        @Override
        public void process(Record<K, V> record) {
            if (record.key() == null) {
                drops.drop("no key, so it counts for no aggregate", record);
                return;
            }
            streamTime = Math.max(streamTime, record.timestamp());
            if (regular != null) {
                updateRegular(record, regular.sizeMs, regular.advanceMs);
                emitClosed(record, regular);
            } else {
                updateIrregular(record);
            }
        }

        private void updateRegular(Record<K, V> record, long sizeMs, long advanceMs) {
            long timestamp = record.timestamp();
            long start = Math.max(0, timestamp - sizeMs + advanceMs) / advanceMs * advanceMs;
            // "start >= 0" ends the loop where the next start would not fit into a long
            for (; start >= 0 && start <= timestamp; start += advanceMs) {
                long end = start + sizeMs;
                update(record, start, end < 0 ? Long.MAX_VALUE : end, null);
            }
        }

        private void updateIrregular(Record<K, V> record) {
            for (Map.Entry<Long, ? extends Window> entry :
                    windows.windowsFor(record.timestamp()).entrySet()) {
                Window window = entry.getValue();
                update(record, entry.getKey(), window.end(), window);
            }
        }

        /** Updates one window, which is made here when it is needed and none is given. */
        private void update(Record<K, V> record, long start, long end, @Nullable Window window) {
            if (end <= streamTime - graceMs) {
                drops.dropLate(record, start, end, streamTime);
                return;
            }
            K key = record.key();
            ValueAndTimestamp<A> before = table.store().fetch(key, start);
            A aggregate;
            long timestamp = record.timestamp();
            if (before == null) {
                aggregate = initializer.apply();
            } else {
                aggregate = before.value();
                timestamp = Math.max(timestamp, before.timestamp());
            }
            A result = aggregator.apply(key, record.value(), aggregate);
            table.update(record, start, end, window, result, aggregate, timestamp);
        }

        /** Passes on the windows that have closed since the last look. */
        private void emitClosed(Record<K, V> record, TimeWindows windows) {
            FinalResults<K, A> finals = table.finals();
            long closeTime = streamTime - graceMs;
            if (finals == null || !finals.isDue(closeTime)) {
                return;
            }
            long lastStart = closeTime - windows.sizeMs;
            if (lastStart < 0) {
                return;
            }
            long lastStartBefore = Math.max(0, finals.lastCloseTime() - windows.sizeMs);
            if (finals.isFirst()) {
                table.emit(finals, record, 0, lastStart);
            } else if (windows.windowsFor(lastStart).equals(windows.windowsFor(lastStartBefore))) {
                return; // no window has begun in between
            } else {
                table.emit(finals, record, lastStartBefore + 1, lastStart);
            }
            finals.passed(closeTime);
        }
    }
}
