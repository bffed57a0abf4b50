package io.millrace.engine.operator;

import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Makes one table of the changes that the two sides of a join send, and keeps it in a store if it has one. Old values
 * are those that the sides computed; they are not looked up.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class TableMergeOperator<K, V> implements ProcessorSupplier<K, Change<V>, K, Change<V>> {

    private final TableShape shape;

    /** Makes the operator of a {@link TableShape#joined}. */
    public TableMergeOperator(TableShape shape) {
        this.shape = shape;
    }

    @Override
    public Processor<K, Change<V>, K, Change<V>> get() {
        return new Merging<>(shape.storeName(), shape.sendsOldValues());
    }

    private static final class Merging<K, V> implements Processor<K, Change<V>, K, Change<V>> {

        private final @Nullable String storeName;
        private final boolean sendsOldValues;
        private ProcessorContext<K, Change<V>> context;
        private @Nullable StoredTable<K, V> table;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Merging(@Nullable String storeName, boolean sendsOldValues) {
            this.storeName = storeName;
            this.sendsOldValues = sendsOldValues;
        }

        @Override
        public void init(ProcessorContext<K, Change<V>> context) {
            this.context = context;
            table = storeName == null ? null : new StoredTable<>(context, storeName, sendsOldValues);
        }

        @Override
        public void process(Record<K, Change<V>> record) {
            if (table == null) {
                context.forward(record);
            } else {
                Change<V> change = record.value();
                table.update(record, record.key(), change.newValue(), change.oldValue(), record.timestamp());
            }
        }
    }
}
