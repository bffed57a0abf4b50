package io.millrace.engine.operator;

import io.millrace.streams.kstream.ForeachAction;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;

/**
 * Shows each record to an action and passes it on as it is.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class PeekOperator<K, V> implements ProcessorSupplier<K, V, K, V> {

    private final ForeachAction<? super K, ? super V> action;

    /** Makes the operator. */
    public PeekOperator(ForeachAction<? super K, ? super V> action) {
        this.action = action;
    }

    @Override
    public Processor<K, V, K, V> get() {
        return new Peeking();
    }

    private final class Peeking extends ContextualProcessor<K, V, K, V> {

        @Override
        public void process(Record<K, V> record) {
            action.apply(record.key(), record.value());
            context().forward(record);
        }
    }
}
