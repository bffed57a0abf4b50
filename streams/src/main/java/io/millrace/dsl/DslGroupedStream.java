package io.millrace.dsl;

import static io.millrace.dsl.Dsl.given;

import io.millrace.engine.operator.StreamAggregateOperator;
import io.millrace.engine.operator.StreamReduceOperator;
import io.millrace.engine.operator.TableShape;
import io.millrace.engine.operator.TableViews;
import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.kstream.CogroupedKStream;
import io.millrace.streams.kstream.Initializer;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.Reducer;
import io.millrace.streams.kstream.SessionWindowedKStream;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.SlidingWindows;
import io.millrace.streams.kstream.TimeWindowedKStream;
import io.millrace.streams.kstream.Window;
import io.millrace.streams.kstream.Windows;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.state.KeyValueStore;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A stream grouped by key. The names of store and node are made before those of the repartition.
 *
 * @param <K> key type
 * @param <V> value type
 */
final class DslGroupedStream<K, V> implements KGroupedStream<K, V> {

    static final String AGGREGATE = "KSTREAM-AGGREGATE-";
    static final String REDUCE = "KSTREAM-REDUCE-";

    private final Dsl dsl;
    private final GroupedSettings<K, V> grouped;
    private final StreamAggregation<K, V> aggregation;

    DslGroupedStream(Place place, GroupedSettings<K, V> grouped, boolean isKeyChanged) {
        this.dsl = place.dsl();
        this.grouped = grouped;
        this.aggregation = new StreamAggregation<>(place, grouped, isKeyChanged);
    }

    @Override
    public KTable<K, Long> count() {
        return counted(null, Materialized.with(grouped.keySerde(), Serdes.Long()));
    }

    @Override
    public KTable<K, Long> count(Named named) {
        return counted(Names.of(named), Materialized.with(grouped.keySerde(), Serdes.Long()));
    }

    @Override
    public KTable<K, Long> count(Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized) {
        return countedInto(null, materialized);
    }

    @Override
    public KTable<K, Long> count(Named named, Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized) {
        return countedInto(Names.of(named), materialized);
    }

    private KTable<K, Long> countedInto(
            @Nullable String name, Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized) {
        if (!new MaterializedSettings<>(dsl, materialized).isNamed()) {
            // Kafka Streams takes a number more here; only here.
            dsl.names().store(AGGREGATE);
        }
        return counted(name, materialized);
    }

    private KTable<K, Long> counted(
            @Nullable String name, Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized) {
        return aggregated(
                name,
                AGGREGATE,
                new MaterializedSettings<>(dsl, materialized, AGGREGATE).defaulting(grouped.keySerde(), Serdes.Long()),
                StreamAggregateOperator::count);
    }

    @Override
    public KTable<K, V> reduce(Reducer<V> reducer) {
        return reduced(reducer, null, Materialized.with(grouped.keySerde(), grouped.valueSerde()));
    }

    @Override
    public KTable<K, V> reduce(Reducer<V> reducer, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return reduced(reducer, null, materialized);
    }

    @Override
    public KTable<K, V> reduce(
            Reducer<V> reducer, Named named, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return reduced(reducer, Names.of(named), materialized);
    }

    private KTable<K, V> reduced(
            Reducer<V> reducer, @Nullable String name, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        given(reducer, "reducer");
        return aggregated(
                name,
                REDUCE,
                new MaterializedSettings<>(dsl, materialized, REDUCE)
                        .defaulting(grouped.keySerde(), grouped.valueSerde()),
                shape -> new StreamReduceOperator<K, V>(shape, reducer));
    }

    @Override
    public <VOut> KTable<K, VOut> aggregate(
            Initializer<VOut> initializer, Aggregator<? super K, ? super V, VOut> aggregator) {
        return aggregated(initializer, aggregator, null, Materialized.with(grouped.keySerde(), null));
    }

    @Override
    public <VOut> KTable<K, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized) {
        return aggregated(initializer, aggregator, null, materialized);
    }

    @Override
    public <VOut> KTable<K, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Named named,
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized) {
        return aggregated(initializer, aggregator, Names.of(named), materialized);
    }

    private <VOut> KTable<K, VOut> aggregated(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            @Nullable String name,
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized) {
        given(initializer, "initializer");
        given(aggregator, "aggregator");
        return aggregated(
                name,
                AGGREGATE,
                new MaterializedSettings<>(dsl, materialized, AGGREGATE).defaulting(grouped.keySerde(), null),
                shape -> new StreamAggregateOperator<>(shape, initializer, aggregator));
    }

    private <VOut> KTable<K, VOut> aggregated(
            @Nullable String givenName,
            String prefix,
            MaterializedSettings<K, VOut, KeyValueStore<Bytes, byte[]>> settings,
            Function<TableShape, ProcessorSupplier<?, ?, ?, ?>> operator) {
        String name = dsl.names().nodeOr(givenName, prefix);
        TableShape shape = TableShape.stored(settings.name()).keeping(settings.historyMs());
        Place next = aggregation.then(name, settings.keyValueStore(), settings.isNamed(), shape, operator.apply(shape));
        return new DslTable<>(
                next,
                settings.keySerde(),
                settings.valueSerde(),
                shape,
                TableViews.ofStore(shape),
                settings.queryableName());
    }

    @Override
    public <W extends Window> TimeWindowedKStream<K, V> windowedBy(Windows<W> windows) {
        return windowedBy(new TimeWindowing.Fixed(given(windows, "windows")));
    }

    @Override
    public TimeWindowedKStream<K, V> windowedBy(SlidingWindows windows) {
        return windowedBy(new TimeWindowing.Sliding(given(windows, "windows")));
    }

    private TimeWindowedKStream<K, V> windowedBy(TimeWindowing windows) {
        return new DslWindowedStream<>(dsl, windows, grouped, aggregation);
    }

    @Override
    public SessionWindowedKStream<K, V> windowedBy(SessionWindows windows) {
        return new DslSessionWindowedStream<>(dsl, given(windows, "windows"), grouped, aggregation);
    }

    @Override
    public <VOut> CogroupedKStream<K, VOut> cogroup(Aggregator<? super K, ? super V, VOut> aggregator) {
        return new DslCogroupedStream<K, VOut>(dsl).cogroup(this, aggregator);
    }

    StreamAggregation<K, V> aggregation() {
        return aggregation;
    }
}
