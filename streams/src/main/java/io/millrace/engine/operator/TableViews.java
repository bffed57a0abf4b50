package io.millrace.engine.operator;

import io.millrace.store.SessionView;
import io.millrace.store.WaitingStore;
import io.millrace.store.WindowView;
import io.millrace.streams.kstream.Predicate;
import io.millrace.streams.kstream.ValueMapperWithKey;
import io.millrace.streams.kstream.ValueTransformerWithKeySupplier;
import io.millrace.streams.kstream.Window;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.api.ProcessingContext;
import io.millrace.streams.state.SessionStore;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.WindowStore;
import java.util.List;
import java.util.stream.Stream;
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

    /** The view of an aggregation by session; the time of a session is its end. */
    public static <K, V> TableViewSupplier<Windowed<K>, V> ofSessionStore(TableShape shape) {
        return new SessionStoreViews<>(shape);
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
        return new ComputedViews<>(shape, parent, (view, context) -> new FilteredView<>(view, predicate, negated));
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
        return new ComputedViews<>(shape, parent, (view, context) -> new MappedView<>(view, mapper));
    }

    /**
     * The view of a table whose values a user's transformer computes.
     *
     * @param shape of the resulting table
     * @param transformers makes the transformers
     * @param parent the view of the table that is transformed
     */
    public static <K, V, VOut> TableViewSupplier<K, VOut> transformed(
            TableShape shape,
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VOut> transformers,
            TableViewSupplier<K, V> parent) {
        return new ComputedViews<>(
                shape, parent, (view, context) -> TransformedView.open(view, transformers.get(), context));
    }

    /**
     * The view of a join of two tables.
     *
     * @param shape of the resulting table
     * @param joiner which entries it has, and their values
     * @param left the view of one table
     * @param right the view of the other one
     */
    public static <K, VLeft, VRight, VOut> TableViewSupplier<K, VOut> joined(
            TableShape shape,
            TableJoiner<VLeft, VRight, VOut> joiner,
            TableViewSupplier<K, VLeft> left,
            TableViewSupplier<K, VRight> right) {
        return new JoinedViews<>(shape, joiner, left, right);
    }

    /**
     * The view of a suppressed table: what those behind last saw.
     *
     * @param storeName where changes wait
     * @param parent the view of the table that is suppressed
     */
    public static <K, V> TableViewSupplier<K, V> suppressed(String storeName, TableViewSupplier<K, V> parent) {
        return new SuppressedViews<>(storeName, parent);
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
            return TableStore.open(context, storeOf(shape));
        }
    }

    private record WindowStoreViews<K, V>(TableShape shape) implements TableViewSupplier<Windowed<K>, V> {

        @Override
        public List<String> storeNames() {
            return List.of(storeOf(shape));
        }

        @Override
        public TableView<Windowed<K>, V> open(ProcessingContext context) {
            WindowStore<K, ValueAndTimestamp<V>> store = WindowView.timestamped(context.getStateStore(storeOf(shape)));
            return windowed -> store.fetch(windowed.key(), windowed.window().start());
        }
    }

    private record SessionStoreViews<K, V>(TableShape shape) implements TableViewSupplier<Windowed<K>, V> {

        @Override
        public List<String> storeNames() {
            return List.of(storeOf(shape));
        }

        @Override
        public TableView<Windowed<K>, V> open(ProcessingContext context) {
            SessionStore<K, V> store = SessionView.plain(context.getStateStore(storeOf(shape)));
            return session -> {
                Window window = session.window();
                return ValueAndTimestamp.make(
                        store.fetchSession(session.key(), window.start(), window.end()), window.end());
            };
        }
    }

    /** What a table without a store does to the view of the table it is made from. */
    private interface Computation<K, V, VOut> {
        TableView<K, VOut> over(TableView<K, V> parent, ProcessingContext context);
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
                    ? computation.over(parent.open(context), context)
                    : new StoreViews<K, VOut>(shape).open(context);
        }
    }

    private record JoinedViews<K, VLeft, VRight, VOut>(
            TableShape shape,
            TableJoiner<VLeft, VRight, VOut> joiner,
            TableViewSupplier<K, VLeft> left,
            TableViewSupplier<K, VRight> right)
            implements TableViewSupplier<K, VOut> {

        @Override
        public List<String> storeNames() {
            String own = shape.storeName();
            return own != null
                    ? List.of(own)
                    : Stream.concat(left.storeNames().stream(), right.storeNames().stream())
                            .distinct()
                            .toList();
        }

        @Override
        public TableView<K, VOut> open(ProcessingContext context) {
            return shape.storeName() == null
                    ? new JoinedView<>(joiner, left.open(context), right.open(context))
                    : new StoreViews<K, VOut>(shape).open(context);
        }
    }

    private record JoinedView<K, VLeft, VRight, VOut>(
            TableJoiner<VLeft, VRight, VOut> joiner, TableView<K, VLeft> left, TableView<K, VRight> right)
            implements TableView<K, VOut> {

        @Override
        public @Nullable ValueAndTimestamp<VOut> get(K key) {
            ValueAndTimestamp<VLeft> leftEntry = left.get(key);
            if (leftEntry == null && joiner.needsLeft()) {
                return null;
            }
            ValueAndTimestamp<VRight> rightEntry = right.get(key);
            VOut value = joiner.join(
                    ValueAndTimestamp.getValueOrNull(leftEntry), ValueAndTimestamp.getValueOrNull(rightEntry));
            return ValueAndTimestamp.make(value, Math.max(time(leftEntry), time(rightEntry)));
        }

        @Override
        public void close() {
            left.close();
            right.close();
        }

        private static long time(@Nullable ValueAndTimestamp<?> entry) {
            return entry == null ? Long.MIN_VALUE : entry.timestamp();
        }
    }

    private record SuppressedViews<K, V>(String storeName, TableViewSupplier<K, V> parent)
            implements TableViewSupplier<K, V> {

        @Override
        public List<String> storeNames() {
            return Stream.concat(Stream.of(storeName), parent.storeNames().stream())
                    .toList();
        }

        @Override
        public TableView<K, V> open(ProcessingContext context) {
            return new SuppressedView<>(context.getStateStore(storeName), parent.open(context));
        }
    }

    /** A key that waits has the value from before; when that was set is not known. */
    private record SuppressedView<K, V>(WaitingStore<K, V> waiting, TableView<K, V> parent) implements TableView<K, V> {

        private static final long UNKNOWN_TIME = -1;

        @Override
        public @Nullable ValueAndTimestamp<V> get(K key) {
            WaitingStore.Prior<V> prior = waiting.prior(key);
            return prior == null ? parent.get(key) : ValueAndTimestamp.make(prior.value(), UNKNOWN_TIME);
        }

        @Override
        public void close() {
            parent.close();
        }
    }

    private record FilteredView<K, V>(
            TableView<K, V> parent, Predicate<? super K, ? super V> predicate, boolean negated)
            implements TableView<K, V> {

        @Override
        public @Nullable ValueAndTimestamp<V> get(K key) {
            return passing(key, parent.get(key));
        }

        @Override
        public @Nullable ValueAndTimestamp<V> getAsOf(K key, long time) {
            return passing(key, parent.getAsOf(key, time));
        }

        private @Nullable ValueAndTimestamp<V> passing(K key, @Nullable ValueAndTimestamp<V> entry) {
            return entry != null && predicate.test(key, entry.value()) != negated ? entry : null;
        }

        @Override
        public void close() {
            parent.close();
        }
    }

    private record MappedView<K, V, VOut>(
            TableView<K, V> parent, ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper)
            implements TableView<K, VOut> {

        @Override
        public @Nullable ValueAndTimestamp<VOut> get(K key) {
            return mapped(key, parent.get(key));
        }

        @Override
        public @Nullable ValueAndTimestamp<VOut> getAsOf(K key, long time) {
            return mapped(key, parent.getAsOf(key, time));
        }

        private @Nullable ValueAndTimestamp<VOut> mapped(K key, @Nullable ValueAndTimestamp<V> entry) {
            return entry == null ? null : ValueAndTimestamp.make(mapper.apply(key, entry.value()), entry.timestamp());
        }

        @Override
        public void close() {
            parent.close();
        }
    }
}
