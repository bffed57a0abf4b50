package io.millrace.engine.operator;

import io.millrace.streams.kstream.Predicate;
import io.millrace.streams.kstream.ValueMapperWithKey;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.api.ProcessingContext;
import io.millrace.streams.state.TimestampedKeyValueStore;
import io.millrace.streams.state.TimestampedWindowStore;
import io.millrace.streams.state.ValueAndTimestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of table views: one per kind of table. A table with a store of its own is read from there; one without is
 * computed, key by key, from the view of the table it is made from.
 */
public final class TableViews {

    private TableViews() {}

    /**
     * The view of a key-value store, also that of a global table.
     *
     * @param shape of a source or an aggregation; the view may be opened once it has a store
     */
    public static <K, V> TableViewSupplier<K, V> ofStore(TableShape shape) {
        return new StoreViews<>(shape);
    }

    /** The view of a windowed aggregation. */
    public static <K, V> TableViewSupplier<Windowed<K>, V> ofWindowStore(TableShape shape) {
        return new WindowStoreViews<>(shape);
    }

    /**
     * The view of a filtered table.
     *
     * @param shape of the filtered table
     * @param predicate the filter's
     * @param negated whether entries are left out that the predicate accepts
     * @param parent the view of the table that is filtered
     */
    public static <K, V> TableViewSupplier<K, V> filtered(
            TableShape shape,
            Predicate<? super K, ? super V> predicate,
            boolean negated,
            TableViewSupplier<K, V> parent) {
        return new ComputedViews<>(shape, parent, view -> new FilteredView<>(view, predicate, negated));
    }

    /**
     * The view of a table with mapped values.
     *
     * @param shape of the mapped table
     * @param mapper computes its values
     * @param parent the view of the table that is mapped
     */
    public static <K, V, VOut> TableViewSupplier<K, VOut> mapped(
            TableShape shape,
            ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper,
            TableViewSupplier<K, V> parent) {
        return new ComputedViews<>(shape, parent, view -> new MappedView<>(view, mapper));
    }

    private static String storeOf(TableShape shape) {
        String name = shape.storeName();
        if (name == null) {
            throw new IllegalStateException(
                    "a table without a store is read (expected: requestReading() while the topology was built)");
        }
        return name;
    }

    private record StoreViews<K, V>(TableShape shape) implements TableViewSupplier<K, V> {

        @Override
        public List<String> storeNames() {
            return List.of(storeOf(shape));
        }

        @Override
        public TableView<K, V> open(ProcessingContext context) {
            TimestampedKeyValueStore<K, V> store = context.getStateStore(storeOf(shape));
            return store::get;
        }
    }

    private record WindowStoreViews<K, V>(TableShape shape) implements TableViewSupplier<Windowed<K>, V> {

        @Override
        public List<String> storeNames() {
            return List.of(storeOf(shape));
        }

        @Override
        public TableView<Windowed<K>, V> open(ProcessingContext context) {
            TimestampedWindowStore<K, V> store = context.getStateStore(storeOf(shape));
            return windowed -> store.fetch(windowed.key(), windowed.window().start());
        }
    }

    /** What a table without a store does to the view of the table it is made from. */
    private interface Computation<K, V, VOut> {
        TableView<K, VOut> over(TableView<K, V> parent);
    }

    private record ComputedViews<K, V, VOut>(
            TableShape shape, TableViewSupplier<K, V> parent, Computation<K, V, VOut> computation)
            implements TableViewSupplier<K, VOut> {

        @Override
        public List<String> storeNames() {
            String own = shape.storeName();
            return own == null ? parent.storeNames() : List.of(own);
        }

        @Override
        public TableView<K, VOut> open(ProcessingContext context) {
            return shape.storeName() == null
                    ? computation.over(parent.open(context))
                    : new StoreViews<K, VOut>(shape).open(context);
        }
    }

    private record FilteredView<K, V>(
            TableView<K, V> parent, Predicate<? super K, ? super V> predicate, boolean negated)
            implements TableView<K, V> {

        @Override
        public @Nullable ValueAndTimestamp<V> get(K key) {
            ValueAndTimestamp<V> entry = parent.get(key);
            return entry != null && predicate.test(key, entry.value()) != negated ? entry : null;
        }
    }

    private record MappedView<K, V, VOut>(
            TableView<K, V> parent, ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper)
            implements TableView<K, VOut> {

        @Override
        public @Nullable ValueAndTimestamp<VOut> get(K key) {
            ValueAndTimestamp<V> entry = parent.get(key);
            return entry == null ? null : ValueAndTimestamp.make(mapper.apply(key, entry.value()), entry.timestamp());
        }
    }
}
