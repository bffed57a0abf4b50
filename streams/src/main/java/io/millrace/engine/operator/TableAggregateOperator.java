package io.millrace.engine.operator;

import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.kstream.Initializer;
import io.millrace.streams.kstream.Reducer;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates a grouped table: takes the old value of each change out of the aggregate, then adds the new one.
 *
 * <p>Nothing is taken out of an aggregate that does not exist. An aggregate that becomes null is deleted. The result's
 * time is that of the latest record that went into it.
 *
 * @param <K> key type of the groups
 * @param <V> type of the aggregated values
 * @param <A> type of the aggregate
 */
public final class TableAggregateOperator<K, V, A> implements ProcessorSupplier<K, Change<V>, K, Change<A>> {

    private final TableShape shape;
    private final Initializer<A> initializer;
    private final Aggregator<? super K, ? super V, A> adder;
    private final Aggregator<? super K, ? super V, A> subtractor;

    /** Makes the operator of a {@link TableShape#stored}. */
    public TableAggregateOperator(
            TableShape shape,
            Initializer<A> initializer,
            Aggregator<? super K, ? super V, A> adder,
            Aggregator<? super K, ? super V, A> subtractor) {
        this.shape = shape;
        this.initializer = initializer;
        this.adder = adder;
        this.subtractor = subtractor;
    }

    /** Makes the operator that keeps one value per group, at first the first one. */
    public static <K, V> TableAggregateOperator<K, V, V> reduce(
            TableShape shape, Reducer<V> adder, Reducer<V> subtractor) {
        return new TableAggregateOperator<>(
                shape, Reducing.initializer(), Reducing.aggregator(adder), Reducing.aggregator(subtractor));
    }

    /** Makes the operator of {@code count}: how many entries of the table a group has. */
    public static <K, V> TableAggregateOperator<K, V, Long> count(TableShape shape) {
        return new TableAggregateOperator<>(
                shape, () -> 0L, (key, value, count) -> count + 1, (key, value, count) -> count - 1);
    }

    @Override
    public Processor<K, Change<V>, K, Change<A>> get() {
        String storeName = shape.storeName();
        if (storeName == null) {
            throw new IllegalStateException(
                    "an aggregation has no store (expected: a shape made by TableShape.stored)");
        }
        return new Aggregating(storeName, shape.sendsOldValues());
    }

    private final class Aggregating implements Processor<K, Change<V>, K, Change<A>> {

        private final String storeName;
        private final boolean sendsOldValues;
        private StoredTable<K, A> table;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Aggregating(String storeName, boolean sendsOldValues) {
            this.storeName = storeName;
            this.sendsOldValues = sendsOldValues;
        }

        @Override
        public void init(ProcessorContext<K, Change<A>> context) {
            table = new StoredTable<>(context, storeName, sendsOldValues);
        }

        @Override
        public void process(Record<K, Change<V>> record) {
            K key = record.key();
            if (key == null) {
                throw new StreamsException("aggregation with store " + storeName
                        + " got a record without a key (expected: a key; groupBy makes no group without)");
            }
            ValueAndTimestamp<A> before = table.get(key);
            A oldAggregate = ValueAndTimestamp.getValueOrNull(before);
            A newAggregate = apply(record.value(), key, oldAggregate);
            long timestamp = before == null ? record.timestamp() : Math.max(record.timestamp(), before.timestamp());
            table.update(record, key, newAggregate, oldAggregate, timestamp);
        }

        private @Nullable A apply(Change<V> change, K key, @Nullable A aggregate) {
            A result = aggregate;
            if (change.oldValue() != null && result != null) {
                result = subtractor.apply(key, change.oldValue(), result);
            }
            if (change.newValue() != null) {
                result = adder.apply(key, change.newValue(), result == null ? initializer.apply() : result);
            }
            return result;
        }
    }
}
