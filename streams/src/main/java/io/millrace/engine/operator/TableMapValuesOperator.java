package io.millrace.engine.operator;

import io.millrace.streams.kstream.ValueMapperWithKey;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Gives each entry of a table another value. The mapper is not asked about deletions, which go on as they are.
 *
 * @param <K> key type
 * @param <VIn> value type before
 * @param <VOut> value type after
 */
public final class TableMapValuesOperator<K, VIn, VOut> implements ProcessorSupplier<K, Change<VIn>, K, Change<VOut>> {

    private final TableShape shape;
    private final ValueMapperWithKey<? super K, ? super VIn, ? extends VOut> mapper;

    /** Makes the operator of a {@link TableShape#mapped}. When the mapper returns null, the entry is deleted. */
    public TableMapValuesOperator(TableShape shape, ValueMapperWithKey<? super K, ? super VIn, ? extends VOut> mapper) {
        this.shape = shape;
        this.mapper = mapper;
    }

    @Override
    public Processor<K, Change<VIn>, K, Change<VOut>> get() {
        return new Mapping(shape.storeName(), shape.sendsOldValues());
    }

    private final class Mapping implements Processor<K, Change<VIn>, K, Change<VOut>> {

        private final @Nullable String storeName;
        private final boolean sendsOldValues;
        private ProcessorContext<K, Change<VOut>> context;
        private @Nullable StoredTable<K, VOut> table;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Mapping(@Nullable String storeName, boolean sendsOldValues) {
            this.storeName = storeName;
            this.sendsOldValues = sendsOldValues;
        }

        @Override
        public void init(ProcessorContext<K, Change<VOut>> context) {
            this.context = context;
            table = storeName == null ? null : new StoredTable<>(context, storeName, sendsOldValues);
        }

        @Override
        public void process(Record<K, Change<VIn>> record) {
            K key = record.key();
            Change<VIn> change = record.value();
            VOut newValue = mapped(key, change.newValue());
            if (table != null) {
                table.update(record, key, newValue, table.oldValueIfNeeded(key), record.timestamp());
            } else {
                VOut oldValue = sendsOldValues ? mapped(key, change.oldValue()) : null;
                context.forward(record.withValue(new Change<>(newValue, oldValue, change.isLatest())));
            }
        }

        private @Nullable VOut mapped(K key, @Nullable VIn value) {
            return value == null ? null : mapper.apply(key, value);
        }
    }
}
