package io.millrace.engine.operator;

import io.millrace.streams.kstream.KeyValueMapper;
import io.millrace.streams.kstream.ValueJoinerWithKey;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.ValueAndTimestamp;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins each record of a stream with what a table, or a global table, has at that moment; if the table has versions,
 * with what it had at the record's time. Key, timestamp and headers are those of the record.
 *
 * <p>Records without a value are dropped. A record that leads to no key of the table is dropped, too, unless the join
 * is a left one: then it is joined with null, as is a record whose key the table does not have.
 *
 * <p>With a grace period a record waits first, so that updates of the table still count that arrive after it but were
 * earlier; see {@link JoinBuffer}. One that comes after the grace period itself is joined at once.
 *
 * @param <K> key type of the stream
 * @param <V> value type of the stream
 * @param <KT> key type of the table
 * @param <VT> value type of the table
 * @param <VOut> type of the joined values
 */
public final class StreamTableJoinOperator<K, V, KT, VT, VOut> implements ProcessorSupplier<K, V, K, VOut> {

    private final TableViewSupplier<KT, VT> table;
    private final @Nullable KeyValueMapper<? super K, ? super V, ? extends KT> keyMapper;
    private final ValueJoinerWithKey<? super K, ? super V, ? super VT, ? extends VOut> joiner;
    private final boolean left;
    private final @Nullable JoinGrace<K, V> grace;

    /**
     * Makes the operator.
     *
     * @param table the view of the table; the node must be connected to its stores
     * @param keyMapper finds the table's key for a record; null when it is the record's own key, which then has the
     *     same type
     * @param joiner makes the joined value; its third argument may be null only in a left join
     * @param left whether records go on that find nothing
     * @param grace how long records wait; null when they do not
     */
    public StreamTableJoinOperator(
            TableViewSupplier<KT, VT> table,
            @Nullable KeyValueMapper<? super K, ? super V, ? extends KT> keyMapper,
            ValueJoinerWithKey<? super K, ? super V, ? super VT, ? extends VOut> joiner,
            boolean left,
            @Nullable JoinGrace<K, V> grace) {
        this.table = table;
        this.keyMapper = keyMapper;
        this.joiner = joiner;
        this.left = left;
        this.grace = grace;
    }

    /** Makes the operator of a join in which no record waits. */
    public StreamTableJoinOperator(
            TableViewSupplier<KT, VT> table,
            @Nullable KeyValueMapper<? super K, ? super V, ? extends KT> keyMapper,
            ValueJoinerWithKey<? super K, ? super V, ? super VT, ? extends VOut> joiner,
            boolean left) {
        this(table, keyMapper, joiner, left, null);
    }

    @Override
    public Processor<K, V, K, VOut> get() {
        return new Joining();
    }

    private final class Joining implements Processor<K, V, K, VOut> {

        private ProcessorContext<K, VOut> context;
        private TableView<KT, VT> view;
        private DropLog drops;
        private @Nullable JoinBuffer<K, V> buffer;
        private final Consumer<Record<K, V>> released = this::join;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Joining() {}

        @Override
        public void init(ProcessorContext<K, VOut> context) {
            this.context = context;
            view = table.open(context);
            drops = new DropLog(context);
            buffer = grace == null ? null : new JoinBuffer<>(grace, context);
        }

        @Override
        public void process(Record<K, V> record) {
            KT tableKey = tableKey(record);
            if (record.value() == null || (tableKey == null && !left)) {
                drops.drop("no value, or no key to look up in the table", record);
                return;
            }
            if (buffer == null || tableKey == null || !buffer.put(record)) {
                join(record, tableKey);
            } else {
                buffer.release(released);
            }
        }

        private void join(Record<K, V> record) {
            join(record, tableKey(record));
        }

        private void join(Record<K, V> record, @Nullable KT tableKey) {
            VT tableValue = tableKey == null
                    ? null
                    : ValueAndTimestamp.getValueOrNull(view.getAsOf(tableKey, record.timestamp()));
            if (tableValue != null || left) {
                VOut joined = joiner.apply(record.key(), record.value(), tableValue);
                context.forward(record.withValue(joined));
            }
        }

        @Override
        public void close() {
            view.close();
        }

        @SuppressWarnings("unchecked") // without a mapper K is KT: the constructor asks for it
        private @Nullable KT tableKey(Record<K, V> record) {
            return keyMapper == null ? (KT) record.key() : keyMapper.apply(record.key(), record.value());
        }
    }
}
