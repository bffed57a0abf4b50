package io.millrace.engine.operator;

import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;

/**
 * Passes records on as they are: where streams merge, and where a node is there only for its name.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class PassThroughOperator<K, V> implements ProcessorSupplier<K, V, K, V> {

    @Override
    public Processor<K, V, K, V> get() {
        return new Passing<>();
    }

    private static final class Passing<K, V> extends ContextualProcessor<K, V, K, V> {

        @Override
        public void process(Record<K, V> record) {
            context().forward(record);
        }
    }
}
