package io.millrace.engine.operator;

import io.millrace.streams.kstream.Reducer;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorSupplier;

/**
 * Reduces the values of a stream by key into a table. Records without a key or without a value are dropped.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class StreamReduceOperator<K, V> implements ProcessorSupplier<K, V, K, Change<V>> {

    private final StreamAggregateOperator<K, V, V> aggregation;

    /** Makes the operator of a {@link TableShape#stored}. A reducer that returns null deletes the entry. */
    public StreamReduceOperator(TableShape shape, Reducer<V> reducer) {
        aggregation = new StreamAggregateOperator<>(shape, Reducing.initializer(), Reducing.aggregator(reducer));
    }

    @Override
    public Processor<K, V, K, Change<V>> get() {
        return aggregation.get();
    }
}
