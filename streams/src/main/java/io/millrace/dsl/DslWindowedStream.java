package io.millrace.dsl;

import static io.millrace.dsl.Dsl.given;

import io.millrace.engine.operator.TableShape;
import io.millrace.engine.operator.TableViews;
import io.millrace.engine.operator.WindowAggregateOperator;
import io.millrace.graph.StoreDefinition;
import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.kstream.Initializer;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.Reducer;
import io.millrace.streams.kstream.TimeWindowedKStream;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.WindowedSerdes;
import io.millrace.streams.kstream.Windows;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.state.WindowStore;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A stream grouped by key and window.
 *
 * @param <K> key type
 * @param <V> value type
 */
final class DslWindowedStream<K, V> implements TimeWindowedKStream<K, V> {

    private final Dsl dsl;
    private final Windows<?> windows;
    private final GroupedSettings<K, V> grouped;
    private final StreamAggregation<K, V> aggregation;

    DslWindowedStream(Dsl dsl, Windows<?> windows, GroupedSettings<K, V> grouped, StreamAggregation<K, V> aggregation) {
        this.dsl = dsl;
        this.windows = windows;
        this.grouped = grouped;
        this.aggregation = aggregation;
    }

    @Override
    public KTable<Windowed<K>, Long> count() {
        return counted(null, Materialized.with(grouped.keySerde(), Serdes.Long()));
    }

    @Override
    public KTable<Windowed<K>, Long> count(Named named) {
        return counted(Names.of(named), Materialized.with(grouped.keySerde(), Serdes.Long()));
    }

    @Override
    public KTable<Windowed<K>, Long> count(Materialized<K, Long, WindowStore<Bytes, byte[]>> materialized) {
        return countedInto(null, materialized);
    }

    @Override
    public KTable<Windowed<K>, Long> count(
            Named named, Materialized<K, Long, WindowStore<Bytes, byte[]>> materialized) {
        return countedInto(Names.of(named), materialized);
    }

    private KTable<Windowed<K>, Long> countedInto(
            @Nullable String name, Materialized<K, Long, WindowStore<Bytes, byte[]>> materialized) {
        if (!new MaterializedSettings<>(dsl, materialized).isNamed()) {
            // Kafka Streams takes a number more here; only here.
            dsl.names().store(DslGroupedStream.AGGREGATE);
        }
        return counted(name, materialized);
    }

    private KTable<Windowed<K>, Long> counted(
            @Nullable String name, Materialized<K, Long, WindowStore<Bytes, byte[]>> materialized) {
        return aggregated(
                name,
                DslGroupedStream.AGGREGATE,
                new MaterializedSettings<>(dsl, materialized, DslGroupedStream.AGGREGATE)
                        .defaulting(grouped.keySerde(), Serdes.Long()),
                shape -> WindowAggregateOperator.count(shape, windows));
    }

    @Override
    public KTable<Windowed<K>, V> reduce(Reducer<V> reducer) {
        return reduced(reducer, null, Materialized.with(grouped.keySerde(), grouped.valueSerde()));
    }

    @Override
    public KTable<Windowed<K>, V> reduce(Reducer<V> reducer, Named named) {
        return reduced(reducer, Names.of(named), Materialized.with(grouped.keySerde(), grouped.valueSerde()));
    }

    @Override
    public KTable<Windowed<K>, V> reduce(
            Reducer<V> reducer, Materialized<K, V, WindowStore<Bytes, byte[]>> materialized) {
        return reduced(reducer, null, materialized);
    }

    @Override
    public KTable<Windowed<K>, V> reduce(
            Reducer<V> reducer, Named named, Materialized<K, V, WindowStore<Bytes, byte[]>> materialized) {
        return reduced(reducer, Names.of(named), materialized);
    }

    private KTable<Windowed<K>, V> reduced(
            Reducer<V> reducer, @Nullable String name, Materialized<K, V, WindowStore<Bytes, byte[]>> materialized) {
        given(reducer, "reducer");
        return aggregated(
                name,
                DslGroupedStream.REDUCE,
                new MaterializedSettings<>(dsl, materialized, DslGroupedStream.REDUCE)
                        .defaulting(grouped.keySerde(), grouped.valueSerde()),
                shape -> WindowAggregateOperator.reduce(shape, windows, reducer));
    }

    @Override
    public <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer, Aggregator<? super K, ? super V, VOut> aggregator) {
        return aggregated(initializer, aggregator, null, Materialized.with(grouped.keySerde(), null));
    }

    @Override
    public <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer, Aggregator<? super K, ? super V, VOut> aggregator, Named named) {
        return aggregated(initializer, aggregator, Names.of(named), Materialized.with(grouped.keySerde(), null));
    }

    @Override
    public <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Materialized<K, VOut, WindowStore<Bytes, byte[]>> materialized) {
        return aggregated(initializer, aggregator, null, materialized);
    }

    @Override
    public <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Named named,
            Materialized<K, VOut, WindowStore<Bytes, byte[]>> materialized) {
        return aggregated(initializer, aggregator, Names.of(named), materialized);
    }

    private <VOut> KTable<Windowed<K>, VOut> aggregated(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            @Nullable String name,
            Materialized<K, VOut, WindowStore<Bytes, byte[]>> materialized) {
        given(initializer, "initializer");
        given(aggregator, "aggregator");
        return aggregated(
                name,
                DslGroupedStream.AGGREGATE,
                new MaterializedSettings<>(dsl, materialized, DslGroupedStream.AGGREGATE)
                        .defaulting(grouped.keySerde(), null),
                shape -> new WindowAggregateOperator<>(shape, windows, initializer, aggregator));
    }

    private <VOut> KTable<Windowed<K>, VOut> aggregated(
            @Nullable String givenName,
            String prefix,
            MaterializedSettings<K, VOut, WindowStore<Bytes, byte[]>> settings,
            Function<TableShape, ProcessorSupplier<?, ?, ?, ?>> operator) {
        String name = dsl.names().nodeOr(givenName, prefix);
        StoreDefinition store = settings.windowStore(windows);
        TableShape shape = TableShape.stored(settings.name());
        Place next = aggregation.then(name, store, settings.isNamed(), shape, operator);
        dsl.draft().closesAfter(next.vertex(), windows.gracePeriodMs());
        return new DslTable<>(
                next,
                windowed(settings.keySerde()),
                settings.valueSerde(),
                shape,
                TableViews.ofWindowStore(shape),
                settings.queryableName());
    }

    private @Nullable Serde<Windowed<K>> windowed(@Nullable Serde<K> keySerde) {
        return keySerde == null ? null : new WindowedSerdes.TimeWindowedSerde<>(keySerde, windows.size());
    }
}
