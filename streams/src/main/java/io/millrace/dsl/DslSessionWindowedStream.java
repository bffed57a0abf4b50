package io.millrace.dsl;

import static io.millrace.dsl.Dsl.given;

import io.millrace.engine.operator.Counting;
import io.millrace.engine.operator.Reducing;
import io.millrace.engine.operator.SessionAggregateOperator;
import io.millrace.engine.operator.TableShape;
import io.millrace.graph.StoreDefinition;
import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.Initializer;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Merger;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.Reducer;
import io.millrace.streams.kstream.SessionWindowedKStream;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.state.SessionStore;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A stream grouped by key and session.
 *
 * @param <K> key type
 * @param <V> value type
 */
final class DslSessionWindowedStream<K, V> implements SessionWindowedKStream<K, V> {

    private final Dsl dsl;
    private final SessionWindows windows;
    private final GroupedSettings<K, V> grouped;
    private final StreamAggregation<K, V> aggregation;
    private EmitStrategy strategy = EmitStrategy.onWindowUpdate();

    DslSessionWindowedStream(
            Dsl dsl, SessionWindows windows, GroupedSettings<K, V> grouped, StreamAggregation<K, V> aggregation) {
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
    public KTable<Windowed<K>, Long> count(Materialized<K, Long, SessionStore<Bytes, byte[]>> materialized) {
        return countedInto(null, materialized);
    }

    @Override
    public KTable<Windowed<K>, Long> count(
            Named named, Materialized<K, Long, SessionStore<Bytes, byte[]>> materialized) {
        return countedInto(Names.of(named), materialized);
    }

    private KTable<Windowed<K>, Long> countedInto(
            @Nullable String name, Materialized<K, Long, SessionStore<Bytes, byte[]>> materialized) {
        if (!new MaterializedSettings<>(dsl, materialized).isNamed()) {
            // Kafka Streams takes a number more here; only here.
            dsl.names().store(DslGroupedStream.AGGREGATE);
        }
        return counted(name, materialized);
    }

    private KTable<Windowed<K>, Long> counted(
            @Nullable String name, Materialized<K, Long, SessionStore<Bytes, byte[]>> materialized) {
        return aggregated(
                name,
                DslGroupedStream.AGGREGATE,
                new MaterializedSettings<>(dsl, materialized, DslGroupedStream.AGGREGATE)
                        .defaulting(grouped.keySerde(), Serdes.Long()),
                Counting.initializer(),
                Counting.aggregator(),
                Counting.merger());
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
            Reducer<V> reducer, Materialized<K, V, SessionStore<Bytes, byte[]>> materialized) {
        return reduced(reducer, null, materialized);
    }

    @Override
    public KTable<Windowed<K>, V> reduce(
            Reducer<V> reducer, Named named, Materialized<K, V, SessionStore<Bytes, byte[]>> materialized) {
        return reduced(reducer, Names.of(named), materialized);
    }

    private KTable<Windowed<K>, V> reduced(
            Reducer<V> reducer, @Nullable String name, Materialized<K, V, SessionStore<Bytes, byte[]>> materialized) {
        given(reducer, "reducer");
        return aggregated(
                name,
                DslGroupedStream.REDUCE,
                new MaterializedSettings<>(dsl, materialized, DslGroupedStream.REDUCE)
                        .defaulting(grouped.keySerde(), grouped.valueSerde()),
                Reducing.initializer(),
                Reducing.aggregator(reducer),
                Reducing.merger(reducer));
    }

    @Override
    public <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> sessionMerger) {
        return aggregated(initializer, aggregator, sessionMerger, null, Materialized.with(grouped.keySerde(), null));
    }

    @Override
    public <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> sessionMerger,
            Named named) {
        return aggregated(
                initializer, aggregator, sessionMerger, Names.of(named), Materialized.with(grouped.keySerde(), null));
    }

    @Override
    public <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> sessionMerger,
            Materialized<K, VOut, SessionStore<Bytes, byte[]>> materialized) {
        return aggregated(initializer, aggregator, sessionMerger, null, materialized);
    }

    @Override
    public <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> sessionMerger,
            Named named,
            Materialized<K, VOut, SessionStore<Bytes, byte[]>> materialized) {
        return aggregated(initializer, aggregator, sessionMerger, Names.of(named), materialized);
    }

    private <VOut> KTable<Windowed<K>, VOut> aggregated(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> merger,
            @Nullable String name,
            Materialized<K, VOut, SessionStore<Bytes, byte[]>> materialized) {
        given(initializer, "initializer");
        given(aggregator, "aggregator");
        given(merger, "sessionMerger");
        return aggregated(
                name,
                DslGroupedStream.AGGREGATE,
                new MaterializedSettings<>(dsl, materialized, DslGroupedStream.AGGREGATE)
                        .defaulting(grouped.keySerde(), null),
                initializer,
                aggregator,
                merger);
    }

    private <VOut> KTable<Windowed<K>, VOut> aggregated(
            @Nullable String givenName,
            String prefix,
            MaterializedSettings<K, VOut, SessionStore<Bytes, byte[]>> settings,
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> merger) {
        String name = dsl.names().nodeOr(givenName, prefix);
        StoreDefinition store = settings.sessionStore(windows, strategy);
        TableShape shape = TableShape.stored(settings.name());
        ProcessorSupplier<?, ?, ?, ?> operator =
                new SessionAggregateOperator<>(shape, windows, strategy, initializer, aggregator, merger);
        Place next = aggregation.then(name, store, settings.isNamed(), shape, operator);
        return WindowedTables.bySession(next, windows, settings, shape);
    }

    @Override
    public SessionWindowedKStream<K, V> emitStrategy(EmitStrategy emitStrategy) {
        strategy = given(emitStrategy, "emitStrategy");
        return this;
    }
}
