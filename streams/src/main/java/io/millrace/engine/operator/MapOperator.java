package io.millrace.engine.operator;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.KeyValueMapper;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.Records;

/**
 * Turns each record into one with another key and value; timestamp and headers stay.
 *
 * @param <KIn> key type before
 * @param <VIn> value type before
 * @param <KOut> key type after
 * @param <VOut> value type after
 */
public final class MapOperator<KIn, VIn, KOut, VOut> implements ProcessorSupplier<KIn, VIn, KOut, VOut> {

    private final KeyValueMapper<? super KIn, ? super VIn, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper;

    /** Makes the operator. The mapper must not return null, but key and value of its pairs may be null. */
    public MapOperator(
            KeyValueMapper<? super KIn, ? super VIn, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper) {
        this.mapper = mapper;
    }

    @Override
    public Processor<KIn, VIn, KOut, VOut> get() {
        return new Mapping();
    }

    private final class Mapping extends ContextualProcessor<KIn, VIn, KOut, VOut> {

        @Override
        public void process(Record<KIn, VIn> record) {
            KeyValue<? extends KOut, ? extends VOut> pair = requireNonNull(
                    mapper.apply(record.key(), record.value()),
                    "the mapper given to map(...) returned null (expected: a KeyValue; its parts may be null)");
            context().forward(Records.derive(record, pair.key, pair.value, record.timestamp()));
        }
    }
}
