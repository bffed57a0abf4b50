package io.millrace.engine.operator;

import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Reads records as updates of a table: those of a topic ({@code table}, {@code globalTable}) or of a stream
 * ({@code toTable}).
 *
 * <p>A null value deletes. A record without a key is dropped. Time plays no part: a record that is older than the entry
 * it replaces replaces it all the same. The entry before is read only when its value must be passed on; Kafka Streams
 * reads it always, to warn about such older records.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class TableSourceOperator<K, V> implements ProcessorSupplier<K, V, K, Change<V>> {

    private final TableShape shape;

    /** Makes the operator of a {@link TableShape#source}. */
    public TableSourceOperator(TableShape shape) {
        this.shape = shape;
    }

    @Override
    public Processor<K, V, K, Change<V>> get() {
        return new Updating<>(shape.storeName(), shape.sendsOldValues());
    }

    private static final class Updating<K, V> implements Processor<K, V, K, Change<V>> {

        private final @Nullable String storeName;
        private final boolean sendsOldValues;
        private ProcessorContext<K, Change<V>> context;
        private DropLog drops;
        private @Nullable StoredTable<K, V> table;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Updating(@Nullable String storeName, boolean sendsOldValues) {
            this.storeName = storeName;
            this.sendsOldValues = sendsOldValues;
        }

        @Override
        public void init(ProcessorContext<K, Change<V>> context) {
            this.context = context;
            drops = new DropLog(context);
            table = storeName == null ? null : new StoredTable<>(context, storeName, sendsOldValues);
        }

        @Override
        public void process(Record<K, V> record) {
            K key = record.key();
            V value = record.value();
            if (key == null) {
                drops.drop("no key, so it updates no entry of the table", record);
            } else if (table == null) {
                context.forward(record.withValue(new Change<>(value, null)));
            } else {
                table.update(record, key, value, table.oldValueIfNeeded(key), record.timestamp());
            }
        }
    }
}
