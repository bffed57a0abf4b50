package io.millrace.engine.operator;

import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.Initializer;
import io.millrace.streams.kstream.SlidingWindows;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.WindowStoreIterator;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates the records of a stream by key and sliding window into a table. Records without a key or without a value
 * are dropped.
 *
 * <p>Let {@code d} be the time difference. A record at {@code t} has a left window {@code [t-d, t]}, and a right window
 * {@code [t+1, t+1+d]} that exists only while some record is in it. So the windows of a key change where a record
 * enters or leaves, and a new record means:
 *
 * <ul>
 *   <li>it is added to every window that contains it;
 *   <li>its left window is made, if no record at {@code t} has done so: what it begins with is the newest window that
 *       ends before {@code t}, provided that the record before is in both;
 *   <li>the right window of the record before is made, if the new one is the first in it;
 *   <li>its own right window is made, if later records are there: it begins with the newest window that contains
 *       {@code t}, as that was before.
 * </ul>
 *
 * <p>The time of a window is that of its latest record; the algorithm lives on it. Windows do not start before the
 * epoch: all records earlier than {@code d} share the window {@code [0, d]} in the place of their left windows.
 *
 * <p>A window is closed when stream time less the grace period is later than its end. Stream time here is the highest
 * timestamp that this very operator has seen since it started. Final results are not looked for at a record before
 * {@code d}, as in Kafka Streams.
 *
 * @param <K> key type
 * @param <V> value type
 * @param <A> type of the aggregate
 */
public final class SlidingAggregateOperator<K, V, A> implements ProcessorSupplier<K, V, Windowed<K>, Change<A>> {

    private final TableShape shape;
    private final SlidingWindows windows;
    private final EmitStrategy strategy;
    private final Initializer<A> initializer;
    private final Aggregator<? super K, ? super V, A> aggregator;

    /** Makes the operator of a {@link TableShape#stored}. */
    public SlidingAggregateOperator(
            TableShape shape,
            SlidingWindows windows,
            EmitStrategy strategy,
            Initializer<A> initializer,
            Aggregator<? super K, ? super V, A> aggregator) {
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

        private static final long NO_TIME = -1;

        private final String storeName;
        private final boolean sendsOldValues;
        private final long differenceMs = windows.timeDifferenceMs();
        /** The starts of the windows that were there when the record at hand came. */
        private final Set<Long> starts = new HashSet<>();

        private long streamTime = NO_TIME;
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
            if (record.key() == null || record.value() == null) {
                drops.drop("no key or no value, so it counts for no aggregate", record);
                return;
            }
            long timestamp = record.timestamp();
            streamTime = Math.max(streamTime, timestamp);
            if (timestamp + differenceMs < closeTime()) {
                drops.dropLate(record, timestamp, timestamp + differenceMs, streamTime);
                return;
            }
            starts.clear();
            if (timestamp < differenceMs) {
                addEarly(record);
            } else {
                add(record);
                emitClosed(record);
            }
        }

        private long closeTime() {
            return streamTime - windows.gracePeriodMs();
        }

        /** Goes over the windows from the newest to the oldest that matters. */
        private void add(Record<K, V> record) {
            long timestamp = record.timestamp();
            ValueAndTimestamp<A> beforeLeft = null;
            ValueAndTimestamp<A> newest = null;
            boolean hasLeft = false;
            boolean hasRight = false;
            long previous = NO_TIME;
            long first = Math.max(0, timestamp - 2 * differenceMs);
            try (WindowStoreIterator<ValueAndTimestamp<A>> iterator =
                    table.store().backwardFetch(record.key(), first, timestamp + 1)) {
                while (beforeLeft == null && iterator.hasNext()) {
                    KeyValue<Long, ValueAndTimestamp<A>> window = iterator.next();
                    long start = window.key;
                    starts.add(window.key);
                    long end = start + differenceMs;
                    if (start == timestamp + 1) {
                        hasRight = true;
                    } else if (end > timestamp) {
                        newest = newest == null ? window.value : newest;
                        update(record, start, window.value);
                    } else if (end == timestamp) {
                        hasLeft = true;
                        update(record, start, window.value);
                        if (window.value.timestamp() >= timestamp) {
                            return; // another record of this time has made all windows
                        }
                        previous = window.value.timestamp();
                    } else {
                        beforeLeft = window.value;
                        previous = window.value.timestamp();
                    }
                }
            }
            if (previous != NO_TIME && previous + 1 + differenceMs >= timestamp) {
                makeRightOf(previous, record);
            }
            if (!hasLeft) {
                boolean sharesPrevious = previous != NO_TIME && timestamp - differenceMs <= previous;
                update(
                        record,
                        timestamp - differenceMs,
                        sharesPrevious && beforeLeft != null
                                ? ValueAndTimestamp.make(beforeLeft.value(), timestamp)
                                : fresh(record));
            }
            if (!hasRight) {
                makeRight(record, newest);
            }
        }

        /** Goes over the windows from the one at the epoch on. */
        private void addEarly(Record<K, V> record) {
            long timestamp = record.timestamp();
            ValueAndTimestamp<A> shared = null;
            ValueAndTimestamp<A> newest = null;
            boolean hasRight = false;
            long previous = NO_TIME;
            try (WindowStoreIterator<ValueAndTimestamp<A>> iterator =
                    table.store().fetch(record.key(), 0, timestamp + 1)) {
                while (iterator.hasNext()) {
                    KeyValue<Long, ValueAndTimestamp<A>> window = iterator.next();
                    long start = window.key;
                    starts.add(window.key);
                    if (start == 0) {
                        shared = window.value;
                        previous = shared.timestamp() < timestamp ? shared.timestamp() : NO_TIME;
                    } else if (start <= timestamp) {
                        newest = window.value;
                        update(record, start, window.value);
                    } else {
                        hasRight = true;
                    }
                }
            }
            if (!hasRight) {
                makeRight(record, newest == null ? shared : newest);
            }
            if (previous != NO_TIME) {
                makeRightOf(previous, record);
            }
            update(record, 0, shared == null ? fresh(record) : shared);
        }

        /** Makes the right window of the record before, whose first record the new one is. */
        private void makeRightOf(long previous, Record<K, V> record) {
            if (!starts.contains(previous + 1)) {
                update(record, previous + 1, fresh(record));
            }
        }

        /** Makes the right window of a record, if there are later ones. */
        private void makeRight(Record<K, V> record, @Nullable ValueAndTimestamp<A> newest) {
            if (newest != null && newest.timestamp() > record.timestamp()) {
                long start = record.timestamp() + 1;
                table.update(record, start, start + differenceMs, null, newest.value(), null, newest.timestamp());
            }
        }

        private @Nullable ValueAndTimestamp<A> fresh(Record<K, V> record) {
            return ValueAndTimestamp.make(initializer.apply(), record.timestamp());
        }

        /** Adds the record to a window, unless that has closed. */
        private void update(Record<K, V> record, long start, @Nullable ValueAndTimestamp<A> before) {
            long end = start + differenceMs;
            if (end < closeTime()) {
                drops.dropLate(record, start, end, streamTime);
                return;
            }
            A aggregate = ValueAndTimestamp.getValueOrNull(before);
            long timestamp = before == null ? record.timestamp() : Math.max(record.timestamp(), before.timestamp());
            A result = aggregator.apply(record.key(), record.value(), aggregate);
            table.update(record, start, end, null, result, aggregate, timestamp);
        }

        private void emitClosed(Record<K, V> record) {
            FinalResults<K, A> finals = table.finals();
            long closeTime = closeTime();
            if (finals == null || !finals.isDue(closeTime)) {
                return;
            }
            long lastStart = closeTime - differenceMs - 1;
            if (lastStart >= 0) {
                table.emit(finals, record, Math.max(0, finals.lastCloseTime() - differenceMs), lastStart);
                finals.passed(closeTime);
            }
        }
    }
}
