package io.millrace.engine.operator;

import io.millrace.streams.kstream.ValueTransformerWithKey;
import io.millrace.streams.kstream.ValueTransformerWithKeySupplier;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Gives each entry of a table another value by a user's transformer, which is asked about deletions too.
 *
 * @param <K> key type
 * @param <VIn> value type before
 * @param <VOut> value type after
 */
public final class TableTransformValuesOperator<K, VIn, VOut>
        implements ProcessorSupplier<K, Change<VIn>, K, Change<VOut>> {

    private final TableShape shape;
    private final ValueTransformerWithKeySupplier<? super K, ? super VIn, ? extends VOut> transformers;

    /** Makes the operator of a {@link TableShape#mapped}. */
    public TableTransformValuesOperator(
            TableShape shape, ValueTransformerWithKeySupplier<? super K, ? super VIn, ? extends VOut> transformers) {
        this.shape = shape;
        this.transformers = transformers;
    }

    @Override
    public Processor<K, Change<VIn>, K, Change<VOut>> get() {
        return new Transforming<>(transformers.get(), shape.storeName(), shape.sendsOldValues());
    }

    private static final class Transforming<K, VIn, VOut> implements Processor<K, Change<VIn>, K, Change<VOut>> {

        private final ValueTransformerWithKey<? super K, ? super VIn, ? extends VOut> transformer;
        private final @Nullable String storeName;
        private final boolean sendsOldValues;
        private ProcessorContext<K, Change<VOut>> context;
        private @Nullable StoredTable<K, VOut> table;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Transforming(
                ValueTransformerWithKey<? super K, ? super VIn, ? extends VOut> transformer,
                @Nullable String storeName,
                boolean sendsOldValues) {
            this.transformer = transformer;
            this.storeName = storeName;
            this.sendsOldValues = sendsOldValues;
        }

        @Override
        public void init(ProcessorContext<K, Change<VOut>> context) {
            this.context = context;
            transformer.init(new TransformerContext(context));
            table = storeName == null ? null : new StoredTable<>(context, storeName, sendsOldValues);
        }

        @Override
        public void process(Record<K, Change<VIn>> record) {
            K key = record.key();
            Change<VIn> change = record.value();
            VOut newValue = transformer.transform(key, change.newValue());
            if (table != null) {
                table.update(record, key, newValue, table.oldValueIfNeeded(key), record.timestamp());
            } else {
                VOut oldValue = sendsOldValues ? transformer.transform(key, change.oldValue()) : null;
                context.forward(record.withValue(new Change<>(newValue, oldValue, change.isLatest())));
            }
        }

        @Override
        public void close() {
            transformer.close();
        }
    }
}
