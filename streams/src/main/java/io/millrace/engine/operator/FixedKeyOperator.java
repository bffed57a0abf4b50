package io.millrace.engine.operator;

import io.millrace.streams.processor.api.FixedKeyProcessor;
import io.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.Records;
import io.millrace.streams.state.StoreBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a user's fixed-key processor, so that the engine knows one kind of processor only.
 *
 * @param <K> key type
 * @param <VIn> value type before
 * @param <VOut> value type after
 */
public final class FixedKeyOperator<K, VIn, VOut> implements ProcessorSupplier<K, VIn, K, VOut> {

    private final FixedKeyProcessorSupplier<? super K, ? super VIn, ? extends VOut> supplier;

    /** Makes the operator. */
    public FixedKeyOperator(FixedKeyProcessorSupplier<? super K, ? super VIn, ? extends VOut> supplier) {
        this.supplier = supplier;
    }

    @Override
    public Processor<K, VIn, K, VOut> get() {
        return new Running<>(FixedKeyOperator.<K, VIn, VOut>narrowed(supplier).get());
    }

    @Override
    public @Nullable Set<StoreBuilder<?>> stores() {
        return supplier.stores();
    }

    /**
     * A supplier whose processors take more types of keys and values, and make fewer, can stand for one of exact types.
     */
    @SuppressWarnings("unchecked") // what it takes is only put in, what it makes is only taken out
    private static <K, VIn, VOut> FixedKeyProcessorSupplier<K, VIn, VOut> narrowed(
            FixedKeyProcessorSupplier<? super K, ? super VIn, ? extends VOut> supplier) {
        return (FixedKeyProcessorSupplier<K, VIn, VOut>) supplier;
    }

    private static final class Running<K, VIn, VOut> implements Processor<K, VIn, K, VOut> {

        private final FixedKeyProcessor<K, VIn, VOut> processor;

        private Running(FixedKeyProcessor<K, VIn, VOut> processor) {
            this.processor = processor;
        }

        @Override
        public void init(ProcessorContext<K, VOut> context) {
            processor.init(new FixedKeyContext<>(context));
        }

        @Override
        public void process(Record<K, VIn> record) {
            processor.process(Records.fixedKey(record));
        }

        @Override
        public void close() {
            processor.close();
        }
    }
}
