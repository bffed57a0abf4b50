package io.millrace.engine.operator;

import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.kstream.Initializer;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.ValueAndTimestamp;

/**
 * Aggregates the records of a stream by key into a table. Records without a key or without a value are dropped.
 *
 * <p>The aggregate's time is that of the latest record in it. An aggregator that returns null deletes the aggregate.
 * When changes go on at once and carry old values, the old value of the first change is what the initializer made.
 *
 * @param <K> key type
 * @param <V> value type
 * @param <A> type of the aggregate
 */
public final class StreamAggregateOperator<K, V, A> implements ProcessorSupplier<K, V, K, Change<A>> {

    private final TableShape shape;
    private final Initializer<A> initializer;
    private final Aggregator<? super K, ? super V, A> aggregator;

    /** Makes the operator of a {@link TableShape#stored}. */
    public StreamAggregateOperator(
            TableShape shape, Initializer<A> initializer, Aggregator<? super K, ? super V, A> aggregator) {
        this.shape = shape;
        this.initializer = initializer;
        this.aggregator = aggregator;
    }

    /** Makes the operator of {@code count}. */
    public static <K, V> StreamAggregateOperator<K, V, Long> count(TableShape shape) {
        return new StreamAggregateOperator<>(shape, Counting.initializer(), Counting.aggregator());
    }

    @Override
    public Processor<K, V, K, Change<A>> get() {
        return new Aggregating(shape.aggregateStoreName(), shape.sendsOldValues());
    }

    private final class Aggregating implements Processor<K, V, K, Change<A>> {

        private final String storeName;
        private final boolean sendsOldValues;
        private StoredTable<K, A> table;
        private DropLog drops;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Aggregating(String storeName, boolean sendsOldValues) {
            this.storeName = storeName;
            this.sendsOldValues = sendsOldValues;
        }

        @Override
        public void init(ProcessorContext<K, Change<A>> context) {
            table = new StoredTable<>(context, storeName, sendsOldValues);
            drops = new DropLog(context);
        }

        @Override
        public void process(Record<K, V> record) {
            K key = record.key();
            V value = record.value();
            if (key == null || value == null) {
                drops.drop("no key or no value, so it counts for no aggregate", record);
                return;
            }
            ValueAndTimestamp<A> before = table.get(key);
            A aggregate;
            long timestamp = record.timestamp();
            if (before == null) {
                aggregate = initializer.apply();
            } else {
                aggregate = before.value();
                timestamp = Math.max(timestamp, before.timestamp());
            }
            table.update(record, key, aggregator.apply(key, value, aggregate), aggregate, timestamp);
        }
    }
}
