package io.millrace.dsl;

import static io.millrace.dsl.Dsl.first;
import static io.millrace.dsl.Dsl.given;

import io.millrace.engine.operator.ChangeSerde;
import io.millrace.engine.operator.TableAggregateOperator;
import io.millrace.engine.operator.TableShape;
import io.millrace.engine.operator.TableViews;
import io.millrace.planner.logical.Repartition;
import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.kstream.Initializer;
import io.millrace.streams.kstream.KGroupedTable;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.Reducer;
import io.millrace.streams.processor.FailOnInvalidTimestamp;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.spi.SinkDefinition;
import io.millrace.streams.spi.SourceDefinition;
import io.millrace.streams.state.KeyValueStore;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A table grouped by another key. Its changes, old and new values, always go through a topic. If the user named the
 * grouping, its aggregations share one topic, else each has its own, named after its store.
 *
 * @param <K> key type
 * @param <V> value type
 */
final class DslGroupedTable<K, V> implements KGroupedTable<K, V> {

    private static final String AGGREGATE = "KTABLE-AGGREGATE-";
    private static final String REDUCE = "KTABLE-REDUCE-";

    private final Place place;
    private final GroupedSettings<K, V> grouped;
    private @Nullable Place shared;

    DslGroupedTable(Place place, GroupedSettings<K, V> grouped) {
        this.place = place;
        this.grouped = grouped;
    }

    @Override
    public KTable<K, Long> count(Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized) {
        return counted(null, materialized);
    }

    @Override
    public KTable<K, Long> count(Named named, Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized) {
        return counted(Names.of(named), materialized);
    }

    @Override
    public KTable<K, Long> count() {
        return counted(null, Materialized.with(grouped.keySerde(), Serdes.Long()));
    }

    @Override
    public KTable<K, Long> count(Named named) {
        return counted(Names.of(named), Materialized.with(grouped.keySerde(), Serdes.Long()));
    }

    private KTable<K, Long> counted(
            @Nullable String name, Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized) {
        return aggregated(
                name,
                AGGREGATE,
                settings(materialized).defaulting(grouped.keySerde(), Serdes.Long()),
                TableAggregateOperator::count);
    }

    @Override
    public KTable<K, V> reduce(
            Reducer<V> adder, Reducer<V> subtractor, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return reduced(adder, subtractor, null, materialized);
    }

    @Override
    public KTable<K, V> reduce(
            Reducer<V> adder,
            Reducer<V> subtractor,
            Named named,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return reduced(adder, subtractor, Names.of(named), materialized);
    }

    @Override
    public KTable<K, V> reduce(Reducer<V> adder, Reducer<V> subtractor) {
        return reduced(adder, subtractor, null, Materialized.with(grouped.keySerde(), grouped.valueSerde()));
    }

    private KTable<K, V> reduced(
            Reducer<V> adder,
            Reducer<V> subtractor,
            @Nullable String name,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        given(adder, "adder");
        given(subtractor, "subtractor");
        return aggregated(
                name,
                REDUCE,
                settings(materialized).defaulting(grouped.keySerde(), grouped.valueSerde()),
                shape -> TableAggregateOperator.reduce(shape, adder, subtractor));
    }

    @Override
    public <VR> KTable<K, VR> aggregate(
            Initializer<VR> initializer,
            Aggregator<? super K, ? super V, VR> adder,
            Aggregator<? super K, ? super V, VR> subtractor,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return aggregated(initializer, adder, subtractor, null, materialized);
    }

    @Override
    public <VR> KTable<K, VR> aggregate(
            Initializer<VR> initializer,
            Aggregator<? super K, ? super V, VR> adder,
            Aggregator<? super K, ? super V, VR> subtractor,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return aggregated(initializer, adder, subtractor, Names.of(named), materialized);
    }

    @Override
    public <VR> KTable<K, VR> aggregate(
            Initializer<VR> initializer,
            Aggregator<? super K, ? super V, VR> adder,
            Aggregator<? super K, ? super V, VR> subtractor) {
        return aggregated(initializer, adder, subtractor, null, Materialized.with(grouped.keySerde(), null));
    }

    @Override
    public <VR> KTable<K, VR> aggregate(
            Initializer<VR> initializer,
            Aggregator<? super K, ? super V, VR> adder,
            Aggregator<? super K, ? super V, VR> subtractor,
            Named named) {
        return aggregated(initializer, adder, subtractor, Names.of(named), Materialized.with(grouped.keySerde(), null));
    }

    private <VR> KTable<K, VR> aggregated(
            Initializer<VR> initializer,
            Aggregator<? super K, ? super V, VR> adder,
            Aggregator<? super K, ? super V, VR> subtractor,
            @Nullable String name,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        given(initializer, "initializer");
        given(adder, "adder");
        given(subtractor, "subtractor");
        return aggregated(
                name,
                AGGREGATE,
                settings(materialized).defaulting(grouped.keySerde(), null),
                shape -> new TableAggregateOperator<>(shape, initializer, adder, subtractor));
    }

    /** All kinds of aggregation, reduce too, name their stores alike. */
    private <VR> MaterializedSettings<K, VR, KeyValueStore<Bytes, byte[]>> settings(
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return new MaterializedSettings<>(place.dsl(), materialized, AGGREGATE);
    }

    private <VR> KTable<K, VR> aggregated(
            @Nullable String givenName,
            String prefix,
            MaterializedSettings<K, VR, KeyValueStore<Bytes, byte[]>> settings,
            Function<TableShape, ProcessorSupplier<?, ?, ?, ?>> operator) {
        Names names = place.dsl().names();
        String sink = names.suffixedOr(givenName, "-sink", "KSTREAM-SINK-");
        String source = names.suffixedOr(givenName, "-source", "KSTREAM-SOURCE-");
        String name = names.nodeOr(givenName, prefix);
        TableShape shape = TableShape.stored(settings.name()).keeping(settings.historyMs());
        Place before = repartitioned(sink, source, first(grouped.name(), settings.name()) + Repartitioning.SUFFIX);
        Place next = before.then(TableNodes.operation(name, operator.apply(shape), shape, settings.keyValueStore()));
        return new DslTable<>(
                next,
                settings.keySerde(),
                settings.valueSerde(),
                shape,
                TableViews.ofStore(shape),
                settings.queryableName());
    }

    private Place repartitioned(String sink, String source, String topic) {
        Dsl dsl = place.dsl();
        Place known = shared;
        if (known != null && grouped.name() != null) {
            dsl.draft().connect(known.vertex(), place.vertex());
            return known;
        }
        int vertex = dsl.draft().add(repartition(sink, source, topic), place.vertex());
        Place next = new Place(dsl, source, vertex, Set.of(source));
        shared = next;
        return next;
    }

    private Repartition repartition(String sink, String source, String topic) {
        ChangeSerde<V> changes = new ChangeSerde<>(grouped.valueSerde());
        Serde<K> keys = grouped.keySerde();
        return new Repartition(
                topic,
                OptionalInt.empty(),
                null,
                false,
                false,
                new SinkDefinition(
                        sink,
                        topic,
                        null,
                        keys == null ? null : keys.serializer(),
                        changes.serializer(),
                        null,
                        List.of()),
                new SourceDefinition(
                        source,
                        List.of(topic),
                        null,
                        null,
                        new FailOnInvalidTimestamp(),
                        keys == null ? null : keys.deserializer(),
                        changes.deserializer()));
    }
}
