package io.millrace.dsl;

import static io.millrace.dsl.Dsl.first;
import static io.millrace.dsl.Dsl.given;
import static io.millrace.dsl.Dsl.withKey;

import io.millrace.engine.operator.JoinGrace;
import io.millrace.engine.operator.StreamTableJoinOperator;
import io.millrace.engine.operator.TableFilterOperator;
import io.millrace.engine.operator.TableGroupByOperator;
import io.millrace.engine.operator.TableJoiner;
import io.millrace.engine.operator.TableMapValuesOperator;
import io.millrace.engine.operator.TableShape;
import io.millrace.engine.operator.TableToStreamOperator;
import io.millrace.engine.operator.TableTransformValuesOperator;
import io.millrace.engine.operator.TableViewSupplier;
import io.millrace.engine.operator.TableViews;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.planner.logical.LogicalNode.Trait;
import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KGroupedTable;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.KeyValueMapper;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.Predicate;
import io.millrace.streams.kstream.Suppressed;
import io.millrace.streams.kstream.TableJoined;
import io.millrace.streams.kstream.ValueJoinerWithKey;
import io.millrace.streams.kstream.ValueMapper;
import io.millrace.streams.kstream.ValueMapperWithKey;
import io.millrace.streams.kstream.ValueTransformerWithKeySupplier;
import io.millrace.streams.state.KeyValueStore;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A table. What is not known before the whole program is written (whether it has a store, whether it passes old values
 * on) is in its {@link TableShape}, which later calls change.
 *
 * @param <K> key type
 * @param <V> value type
 */
final class DslTable<K, V> extends JoiningTable<K, V> {

    private static final @Nullable Named UNNAMED = null;

    private final Place place;
    private final @Nullable Serde<K> keySerde;
    private final @Nullable Serde<V> valueSerde;
    private final TableShape shape;
    private final TableViewSupplier<K, V> view;
    private final @Nullable String queryableStoreName;

    DslTable(
            Place place,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            TableShape shape,
            TableViewSupplier<K, V> view,
            @Nullable String queryableStoreName) {
        this.place = place;
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
        this.shape = shape;
        this.view = view;
        this.queryableStoreName = queryableStoreName;
    }

    @Override
    public @Nullable String queryableStoreName() {
        return queryableStoreName;
    }

    @Override
    public KTable<K, V> filter(Predicate<? super K, ? super V> predicate) {
        return filtered(predicate, false, UNNAMED, null);
    }

    @Override
    public KTable<K, V> filter(Predicate<? super K, ? super V> predicate, Named named) {
        return filtered(predicate, false, given(named, "named"), null);
    }

    @Override
    public KTable<K, V> filter(
            Predicate<? super K, ? super V> predicate, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return filtered(predicate, false, UNNAMED, given(materialized, "materialized"));
    }

    @Override
    public KTable<K, V> filter(
            Predicate<? super K, ? super V> predicate,
            Named named,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return filtered(predicate, false, given(named, "named"), given(materialized, "materialized"));
    }

    @Override
    public KTable<K, V> filterNot(Predicate<? super K, ? super V> predicate) {
        return filtered(predicate, true, UNNAMED, null);
    }

    @Override
    public KTable<K, V> filterNot(Predicate<? super K, ? super V> predicate, Named named) {
        return filtered(predicate, true, given(named, "named"), null);
    }

    @Override
    public KTable<K, V> filterNot(
            Predicate<? super K, ? super V> predicate, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return filtered(predicate, true, UNNAMED, given(materialized, "materialized"));
    }

    @Override
    public KTable<K, V> filterNot(
            Predicate<? super K, ? super V> predicate,
            Named named,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return filtered(predicate, true, given(named, "named"), given(materialized, "materialized"));
    }

    private KTable<K, V> filtered(
            Predicate<? super K, ? super V> predicate,
            boolean negated,
            @Nullable Named named,
            @Nullable Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        given(predicate, "predicate");
        DerivedTable<K, V> derived = DerivedTable.of(place.dsl(), materialized, "KTABLE-FILTER-", named);
        TableShape filtered = TableShape.filtered(shape, derived.storeName());
        Place next = place.then(derived.operation(new TableFilterOperator<>(filtered, predicate, negated), filtered));
        return derived.table(
                next,
                first(derived.keySerde(), keySerde),
                first(derived.valueSerde(), valueSerde),
                filtered,
                TableViews.filtered(filtered, predicate, negated, view));
    }

    @Override
    public <VR> KTable<K, VR> mapValues(ValueMapper<? super V, ? extends VR> mapper) {
        return mapped(withKey(mapper), UNNAMED, null);
    }

    @Override
    public <VR> KTable<K, VR> mapValues(ValueMapper<? super V, ? extends VR> mapper, Named named) {
        return mapped(withKey(mapper), given(named, "named"), null);
    }

    @Override
    public <VR> KTable<K, VR> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper) {
        return mapped(mapper, UNNAMED, null);
    }

    @Override
    public <VR> KTable<K, VR> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper, Named named) {
        return mapped(mapper, given(named, "named"), null);
    }

    @Override
    public <VR> KTable<K, VR> mapValues(
            ValueMapper<? super V, ? extends VR> mapper,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return mapped(withKey(mapper), UNNAMED, given(materialized, "materialized"));
    }

    @Override
    public <VR> KTable<K, VR> mapValues(
            ValueMapper<? super V, ? extends VR> mapper,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return mapped(withKey(mapper), given(named, "named"), given(materialized, "materialized"));
    }

    @Override
    public <VR> KTable<K, VR> mapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return mapped(mapper, UNNAMED, given(materialized, "materialized"));
    }

    @Override
    public <VR> KTable<K, VR> mapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return mapped(mapper, given(named, "named"), given(materialized, "materialized"));
    }

    private <VR> KTable<K, VR> mapped(
            ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper,
            @Nullable Named named,
            @Nullable Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        given(mapper, "mapper");
        DerivedTable<K, VR> derived = DerivedTable.of(place.dsl(), materialized, "KTABLE-MAPVALUES-", named);
        TableShape mapped = TableShape.mapped(shape, derived.storeName());
        Place next = place.then(derived.operation(new TableMapValuesOperator<>(mapped, mapper), mapped));
        // The value serde is not passed on: the values have another type.
        return derived.table(
                next,
                first(derived.keySerde(), keySerde),
                derived.valueSerde(),
                mapped,
                TableViews.mapped(mapped, mapper, view));
    }

    @Override
    public <VR> KTable<K, VR> transformValues(
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VR> transformerSupplier,
            String... stateStoreNames) {
        return transformed(transformerSupplier, UNNAMED, null, stateStoreNames);
    }

    @Override
    public <VR> KTable<K, VR> transformValues(
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VR> transformerSupplier,
            Named named,
            String... stateStoreNames) {
        return transformed(transformerSupplier, given(named, "named"), null, stateStoreNames);
    }

    @Override
    public <VR> KTable<K, VR> transformValues(
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VR> transformerSupplier,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized,
            String... stateStoreNames) {
        return transformed(transformerSupplier, UNNAMED, given(materialized, "materialized"), stateStoreNames);
    }

    @Override
    public <VR> KTable<K, VR> transformValues(
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VR> transformerSupplier,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized,
            Named named,
            String... stateStoreNames) {
        return transformed(
                transformerSupplier, given(named, "named"), given(materialized, "materialized"), stateStoreNames);
    }

    private <VR> KTable<K, VR> transformed(
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VR> transformers,
            @Nullable Named named,
            @Nullable Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized,
            String[] stateStoreNames) {
        given(transformers, "transformerSupplier");
        List<String> connected = List.of(given(stateStoreNames, "stateStoreNames"));
        // In contrast to other derived tables, a store that is spoken of but not named takes no number.
        DerivedTable<K, VR> derived = new DerivedTable<>(
                place.dsl().names().nodeOr(named == null ? null : Names.of(named), "KTABLE-TRANSFORMVALUES-"),
                materialized == null ? null : new MaterializedSettings<>(place.dsl(), materialized));
        TableShape transformed = TableShape.mapped(shape, derived.storeName());
        Place next =
                place.then(derived.operation(new TableTransformValuesOperator<>(transformed, transformers), transformed)
                        .connectedTo(connected));
        return derived.table(
                next,
                first(derived.keySerde(), keySerde),
                derived.valueSerde(),
                transformed,
                TableViews.transformed(transformed, transformers, view));
    }

    @Override
    public KTable<K, V> suppress(Suppressed<? super K> suppressed) {
        return Suppression.of(this, suppressed);
    }

    @Override
    public KStream<K, V> toStream() {
        return stream(null);
    }

    @Override
    public KStream<K, V> toStream(Named named) {
        return stream(Names.of(named));
    }

    @Override
    public <KR> KStream<KR, V> toStream(KeyValueMapper<? super K, ? super V, ? extends KR> mapper) {
        return toStream().selectKey(mapper);
    }

    @Override
    public <KR> KStream<KR, V> toStream(KeyValueMapper<? super K, ? super V, ? extends KR> mapper, Named named) {
        return toStream(named).selectKey(mapper);
    }

    private KStream<K, V> stream(@Nullable String givenName) {
        String name = place.dsl().names().nodeOr(givenName, "KTABLE-TOSTREAM-");
        Place next = place.then(new LogicalNode.Operation(name, new TableToStreamOperator<>()));
        return new DslStream<>(next, keySerde, valueSerde, false);
    }

    @Override
    public <KR, VR> KGroupedTable<KR, VR> groupBy(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KR, ? extends VR>> selector) {
        return groupBy(selector, Grouped.with(null, null));
    }

    @Override
    public <KR, VR> KGroupedTable<KR, VR> groupBy(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KR, ? extends VR>> selector,
            Grouped<KR, VR> grouped) {
        given(selector, "selector");
        GroupedSettings<KR, VR> settings = new GroupedSettings<>(grouped);
        String name = place.dsl().names().nodeOr(settings.name(), "KTABLE-SELECT-");
        Place next =
                place.then(new LogicalNode.Operation(name, new TableGroupByOperator<K, V, KR, VR>(shape, selector)));
        shape.requestOldValues(true);
        return new DslGroupedTable<>(next, settings);
    }

    @Override
    <VO, VR> KTable<K, VR> joined(
            KTable<K, VO> other,
            TableJoiner<V, VO, VR> joiner,
            @Nullable Named named,
            @Nullable Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return PrimaryKeyJoin.of(
                this,
                (DslTable<K, VO>) given(other, "other"),
                joiner,
                named == null ? null : Names.of(named),
                materialized == null ? null : new MaterializedSettings<>(place.dsl(), materialized, "KTABLE-MERGE-"));
    }

    @Override
    <VR, KO, VO> KTable<K, VR> joinedByForeignKey(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            TableJoiner<V, VO, VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        given(foreignKeyExtractor, "foreignKeyExtractor");
        DslTable<KO, VO> foreign = (DslTable<KO, VO>) given(other, "other");
        return new ForeignKeyJoin<>(this, foreign, tableJoined).joined(foreignKeyExtractor, joiner, materialized);
    }

    Place place() {
        return place;
    }

    @Nullable
    Serde<K> keySerde() {
        return keySerde;
    }

    @Nullable
    Serde<V> valueSerde() {
        return valueSerde;
    }

    TableShape shape() {
        return shape;
    }

    TableViewSupplier<K, V> view() {
        return view;
    }

    /** The place after a join of the stream that stands there with this table. */
    <VStream, VOut> Place joinedFrom(
            Place stream,
            ValueJoinerWithKey<? super K, ? super VStream, ? super V, ? extends VOut> joiner,
            JoinedSettings<K, VStream, V> settings,
            boolean left) {
        Set<String> sources = stream.copartitionWith(place);
        String name = place.dsl().names().nodeOr(settings.name(), left ? "KSTREAM-LEFTJOIN-" : "KSTREAM-JOIN-");
        JoinGrace<K, VStream> grace = settings.grace(name, shape);
        if (grace != null && settings.name() == null) {
            place.dsl().unnamed().addStore(grace.storeName(), true);
        }
        shape.requestReading();
        StreamTableJoinOperator<K, VStream, K, V, VOut> operator =
                new StreamTableJoinOperator<>(view, null, joiner, left, grace);
        Place next = stream.then(new LogicalNode.Operation(
                name,
                () -> operator,
                () -> grace == null ? List.of() : List.of(new BufferDefinition(grace.storeName())),
                view.storeNames(),
                left ? Trait.WANTS_NULL_KEYS : Trait.NONE));
        return new Place(next.dsl(), next.name(), next.vertex(), sources);
    }
}
