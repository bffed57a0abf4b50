package io.millrace.engine.operator;

import io.millrace.streams.kstream.Predicate;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Leaves entries out of a table: what the predicate does not accept goes on as a deletion.
 *
 * <p>With old values at hand, a deletion of what was not in the filtered table anyway is swallowed. Without them the
 * filter cannot know, and sends a deletion for every update that does not pass. So it does for a table with versions,
 * where a deletion is a version too.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class TableFilterOperator<K, V> implements ProcessorSupplier<K, Change<V>, K, Change<V>> {

    private final TableShape shape;
    private final Predicate<? super K, ? super V> predicate;
    private final boolean negated;

    /** Makes the operator of a {@link TableShape#filtered}. With {@code negated}, accepted entries are left out. */
    public TableFilterOperator(TableShape shape, Predicate<? super K, ? super V> predicate, boolean negated) {
        this.shape = shape;
        this.predicate = predicate;
        this.negated = negated;
    }

    @Override
    public Processor<K, Change<V>, K, Change<V>> get() {
        return new Filtering(shape.storeName(), shape.sendsOldValues(), shape.isOfVersions());
    }

    private final class Filtering implements Processor<K, Change<V>, K, Change<V>> {

        private final @Nullable String storeName;
        private final boolean sendsOldValues;
        private final boolean sendsAll;
        private ProcessorContext<K, Change<V>> context;
        private @Nullable StoredTable<K, V> table;

        @SuppressWarnings("NullAway.Init") // init comes before all else
        private Filtering(@Nullable String storeName, boolean sendsOldValues, boolean sendsAll) {
            this.storeName = storeName;
            this.sendsOldValues = sendsOldValues;
            this.sendsAll = sendsAll;
        }

        @Override
        public void init(ProcessorContext<K, Change<V>> context) {
            this.context = context;
            table = storeName == null ? null : new StoredTable<>(context, storeName, sendsOldValues);
        }

        @Override
        public void process(Record<K, Change<V>> record) {
            K key = record.key();
            V newValue = passing(key, record.value().newValue());
            V oldValue = sendsOldValues ? oldValue(key, record.value()) : null;
            if (sendsOldValues && !sendsAll && oldValue == null && newValue == null) {
                return;
            }
            if (table == null) {
                context.forward(record.withValue(
                        new Change<>(newValue, oldValue, record.value().isLatest())));
            } else {
                table.update(record, key, newValue, oldValue, record.timestamp());
            }
        }

        private @Nullable V oldValue(K key, Change<V> change) {
            return table == null ? passing(key, change.oldValue()) : ValueAndTimestamp.getValueOrNull(table.get(key));
        }

        private @Nullable V passing(K key, @Nullable V value) {
            return value != null && predicate.test(key, value) != negated ? value : null;
        }
    }
}
