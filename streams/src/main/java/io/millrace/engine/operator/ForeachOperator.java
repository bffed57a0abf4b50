package io.millrace.engine.operator;

import io.millrace.streams.kstream.ForeachAction;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;

/**
 * Hands each record to an action; nothing comes after it.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class ForeachOperator<K, V> implements ProcessorSupplier<K, V, Void, Void> {

    private final ForeachAction<? super K, ? super V> action;

    /** Makes the operator. */
    public ForeachOperator(ForeachAction<? super K, ? super V> action) {
        this.action = action;
    }

    @Override
    public Processor<K, V, Void, Void> get() {
        return new Calling();
    }

    private final class Calling implements Processor<K, V, Void, Void> {

        @Override
        public void process(Record<K, V> record) {
            action.apply(record.key(), record.value());
        }
    }
}
