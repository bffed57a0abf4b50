package io.millrace.engine.operator;

import io.millrace.streams.KeyValue;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.kstream.KeyValueMapper;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.Records;
import org.jspecify.annotations.Nullable;

/**
 * Gives the entries of a table other keys, so that they can be aggregated by them: what an update took away goes to the
 * group of the old value, what it brought goes to the group of the new value.
 *
 * <p>If both belong to one group, one change carries both; otherwise the old value goes first. A half whose mapped key
 * or value is null belongs to no group and is left out. Of a table with versions, what is not the latest of its key is
 * left out too: it is in no group any more. The table must send old values.
 *
 * @param <K> key type of the table
 * @param <V> value type of the table
 * @param <KOut> key type of the groups
 * @param <VOut> type of the values to aggregate
 */
public final class TableGroupByOperator<K, V, KOut, VOut>
        implements ProcessorSupplier<K, Change<V>, KOut, Change<VOut>> {

    private final TableShape shape;
    private final KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper;

    /**
     * Makes the operator.
     *
     * @param shape of the table that is grouped
     * @param mapper may return null, and pairs whose parts are null
     */
    public TableGroupByOperator(
            TableShape shape,
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper) {
        this.shape = shape;
        this.mapper = mapper;
    }

    @Override
    public Processor<K, Change<V>, KOut, Change<VOut>> get() {
        return new Grouping(shape.isVersioned());
    }

    private final class Grouping extends ContextualProcessor<K, Change<V>, KOut, Change<VOut>> {

        private final boolean latestOnly;
        private boolean halvesApart;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Grouping(boolean latestOnly) {
            this.latestOnly = latestOnly;
        }

        @Override
        public void init(ProcessorContext<KOut, Change<VOut>> context) {
            super.init(context);
            halvesApart = OlderReaders.readHalvesOnly(context.appConfigs());
        }

        @Override
        public void process(Record<K, Change<V>> record) {
            K key = record.key();
            if (key == null) {
                throw new StreamsException(
                        "groupBy of a table got a record without a key (expected: a key; table entries have one)");
            }
            Change<V> change = record.value();
            if (latestOnly && !change.isLatest()) {
                return;
            }
            KeyValue<? extends KOut, ? extends VOut> added = grouped(key, change.newValue());
            KeyValue<? extends KOut, ? extends VOut> removed = grouped(key, change.oldValue());
            if (!halvesApart && added != null && removed != null && removed.key.equals(added.key)) {
                forward(record, removed.key, added.value, removed.value);
                return;
            }
            if (removed != null) {
                forward(record, removed.key, null, removed.value);
            }
            if (added != null) {
                forward(record, added.key, added.value, null);
            }
        }

        /** The group and what it is about; null for what belongs to no group. */
        private @Nullable KeyValue<? extends KOut, ? extends VOut> grouped(K key, @Nullable V value) {
            if (value == null) {
                return null;
            }
            KeyValue<? extends KOut, ? extends VOut> pair = mapper.apply(key, value);
            return pair == null || pair.key == null || pair.value == null ? null : pair;
        }

        private void forward(
                Record<K, Change<V>> record, KOut group, @Nullable VOut newValue, @Nullable VOut oldValue) {
            Change<VOut> change =
                    new Change<>(newValue, oldValue, record.value().isLatest());
            context().forward(Records.derive(record, group, change, record.timestamp()));
        }
    }
}
