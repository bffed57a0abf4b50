package io.millrace.engine.operator;

import io.millrace.streams.kstream.ValueMapperWithKey;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;

/**
 * Gives each record another value, computed from key and value; the mapper sees null values too.
 *
 * @param <K> key type
 * @param <VIn> value type before
 * @param <VOut> value type after
 */
public final class MapValuesOperator<K, VIn, VOut> implements ProcessorSupplier<K, VIn, K, VOut> {

    private final ValueMapperWithKey<? super K, ? super VIn, ? extends VOut> mapper;

    /** Makes the operator. The mapper may return null. */
    public MapValuesOperator(ValueMapperWithKey<? super K, ? super VIn, ? extends VOut> mapper) {
        this.mapper = mapper;
    }

    @Override
    public Processor<K, VIn, K, VOut> get() {
        return new Mapping();
    }

    private final class Mapping extends ContextualProcessor<K, VIn, K, VOut> {

        @Override
        public void process(Record<K, VIn> record) {
            VOut value = mapper.apply(record.key(), record.value());
            context().forward(record.withValue(value));
        }
    }
}
