package io.millrace.engine.operator;

import io.millrace.streams.kstream.Predicate;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;

/**
 * Lets through the records that a predicate accepts, or those that it does not accept. The record goes on as it is.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class FilterOperator<K, V> implements ProcessorSupplier<K, V, K, V> {

    private final Predicate<? super K, ? super V> predicate;
    private final boolean negated;

    /** Makes the operator. With {@code negated}, records go on that the predicate does not accept. */
    public FilterOperator(Predicate<? super K, ? super V> predicate, boolean negated) {
        this.predicate = predicate;
        this.negated = negated;
    }

    @Override
    public Processor<K, V, K, V> get() {
        return new Filtering();
    }

    private final class Filtering extends ContextualProcessor<K, V, K, V> {

        @Override
        public void process(Record<K, V> record) {
            if (predicate.test(record.key(), record.value()) != negated) {
                context().forward(record);
            }
        }
    }
}
