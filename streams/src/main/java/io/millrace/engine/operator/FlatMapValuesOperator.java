package io.millrace.engine.operator;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.kstream.ValueMapperWithKey;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;

/**
 * Turns each record into any number of records with the same key and other values.
 *
 * @param <K> key type
 * @param <VIn> value type before
 * @param <VOut> value type after
 */
public final class FlatMapValuesOperator<K, VIn, VOut> implements ProcessorSupplier<K, VIn, K, VOut> {

    private final ValueMapperWithKey<? super K, ? super VIn, ? extends Iterable<? extends VOut>> mapper;

    /** Makes the operator. The mapper must not return null, but its values may be null. */
    public FlatMapValuesOperator(
            ValueMapperWithKey<? super K, ? super VIn, ? extends Iterable<? extends VOut>> mapper) {
        this.mapper = mapper;
    }

    @Override
    public Processor<K, VIn, K, VOut> get() {
        return new Mapping();
    }

    private final class Mapping extends ContextualProcessor<K, VIn, K, VOut> {

        @Override
        public void process(Record<K, VIn> record) {
            Iterable<? extends VOut> values = requireNonNull(
                    mapper.apply(record.key(), record.value()),
                    "the mapper given to flatMapValues(...) returned null (expected: an Iterable, which may be empty)");
            for (VOut value : values) {
                context().forward(record.withValue(value));
            }
        }
    }
}
