package io.millrace.engine.operator;

import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.Records;
import io.millrace.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * One side of a join of two tables by key: joins each change of its own table with what the other one has at that
 * moment. There are two of them per join, and {@link TableMergeOperator} behind both.
 *
 * <p>A change goes on when the other table has the key, or when the key could be in the result without: then a change
 * of nothing into nothing is swallowed. The time of a result is the later one of the two sides. A change that is not
 * the latest of its key is dropped.
 *
 * @param <K> key type
 * @param <V> value type of its own table
 * @param <VOther> value type of the other table
 * @param <VOut> value type of the result
 */
public final class TableJoinOperator<K, V, VOther, VOut> implements ProcessorSupplier<K, Change<V>, K, Change<VOut>> {

    private final TableShape shape;
    private final TableShape own;
    private final TableJoiner<V, VOther, VOut> joiner;
    private final TableViewSupplier<K, VOther> other;

    /**
     * Makes the operator.
     *
     * @param shape a {@link TableShape#joined}, that of the result
     * @param own that of the table whose changes arrive here; only if it has versions, late ones are dropped
     * @param joiner makes the values; its left side is the table whose changes arrive here
     * @param other the view of the other table; the node must be connected to its stores
     */
    public TableJoinOperator(
            TableShape shape, TableShape own, TableJoiner<V, VOther, VOut> joiner, TableViewSupplier<K, VOther> other) {
        this.shape = shape;
        this.own = own;
        this.joiner = joiner;
        this.other = other;
    }

    @Override
    public Processor<K, Change<V>, K, Change<VOut>> get() {
        return new Joining(shape.sendsOldValues(), own.isVersioned());
    }

    private final class Joining implements Processor<K, Change<V>, K, Change<VOut>> {

        private final boolean sendsOldValues;
        private final boolean dropsLate;
        private ProcessorContext<K, Change<VOut>> context;
        private TableView<K, VOther> view;
        private DropLog drops;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Joining(boolean sendsOldValues, boolean dropsLate) {
            this.sendsOldValues = sendsOldValues;
            this.dropsLate = dropsLate;
        }

        @Override
        public void init(ProcessorContext<K, Change<VOut>> context) {
            this.context = context;
            view = other.open(context);
            drops = new DropLog(context);
        }

        @Override
        public void process(Record<K, Change<V>> record) {
            K key = record.key();
            Change<V> change = record.value();
            if (key == null || (dropsLate && !change.isLatest())) {
                drops.drop("no key, or a later value of the key is known, so it changes nothing in the join", record);
                return;
            }
            ValueAndTimestamp<VOther> entry = view.get(key);
            VOther otherValue = ValueAndTimestamp.getValueOrNull(entry);
            if (otherValue == null
                    && (joiner.needsRight() || (change.newValue() == null && change.oldValue() == null))) {
                return;
            }
            long timestamp = entry == null ? record.timestamp() : Math.max(record.timestamp(), entry.timestamp());
            context.forward(Records.derive(record, key, joined(change, otherValue), timestamp));
        }

        @Override
        public void close() {
            view.close();
        }

        private Change<VOut> joined(Change<V> change, @Nullable VOther otherValue) {
            VOut newValue = joiner.join(change.newValue(), otherValue);
            VOut oldValue = sendsOldValues ? joiner.join(change.oldValue(), otherValue) : null;
            return new Change<>(newValue, oldValue, change.isLatest());
        }
    }
}
