package io.millrace.engine.operator;

import io.millrace.streams.kstream.KeyValueMapper;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;

/**
 * Gives each record another key, computed from key and value.
 *
 * @param <KIn> key type before
 * @param <V> value type
 * @param <KOut> key type after
 */
public final class SelectKeyOperator<KIn, V, KOut> implements ProcessorSupplier<KIn, V, KOut, V> {

    private final KeyValueMapper<? super KIn, ? super V, ? extends KOut> mapper;

    /** Makes the operator. The mapper may return null. */
    public SelectKeyOperator(KeyValueMapper<? super KIn, ? super V, ? extends KOut> mapper) {
        this.mapper = mapper;
    }

    @Override
    public Processor<KIn, V, KOut, V> get() {
        return new Selecting();
    }

    private final class Selecting extends ContextualProcessor<KIn, V, KOut, V> {

        @Override
        public void process(Record<KIn, V> record) {
            KOut key = mapper.apply(record.key(), record.value());
            context().forward(record.withKey(key));
        }
    }
}
