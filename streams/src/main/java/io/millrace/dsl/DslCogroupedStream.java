package io.millrace.dsl;

import static io.millrace.dsl.Dsl.given;

import io.millrace.engine.operator.StreamAggregateOperator;
import io.millrace.engine.operator.TableShape;
import io.millrace.engine.operator.TableViews;
import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.kstream.CogroupedKStream;
import io.millrace.streams.kstream.Initializer;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.SessionWindowedCogroupedKStream;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.SlidingWindows;
import io.millrace.streams.kstream.TimeWindowedCogroupedKStream;
import io.millrace.streams.kstream.Window;
import io.millrace.streams.kstream.Windows;
import io.millrace.streams.state.KeyValueStore;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Several grouped streams that go into one aggregate per key.
 *
 * @param <K> key type
 * @param <VOut> type of the aggregate
 */
final class DslCogroupedStream<K, VOut> implements CogroupedKStream<K, VOut> {

    private final Dsl dsl;
    private final Cogrouping<K, VOut> streams;

    DslCogroupedStream(Dsl dsl) {
        this.dsl = dsl;
        this.streams = new Cogrouping<>(dsl);
    }

    @Override
    @SuppressWarnings("unchecked") // the aggregator only ever gets values of its own stream
    public <V> CogroupedKStream<K, VOut> cogroup(
            KGroupedStream<K, V> groupedStream, Aggregator<? super K, ? super V, VOut> aggregator) {
        if (!(given(groupedStream, "groupedStream") instanceof DslGroupedStream<K, V> grouped)) {
            throw new IllegalArgumentException("groupedStream: "
                    + groupedStream.getClass().getName() + " (expected: one that KStream.groupBy returned)");
        }
        streams.add(grouped, (Aggregator<? super K, Object, VOut>) given(aggregator, "aggregator"));
        return this;
    }

    @Override
    public KTable<K, VOut> aggregate(Initializer<VOut> initializer) {
        return aggregated(initializer, null, Materialized.with(null, null));
    }

    @Override
    public KTable<K, VOut> aggregate(Initializer<VOut> initializer, Named named) {
        return aggregated(initializer, Names.of(named), Materialized.with(null, null));
    }

    @Override
    public KTable<K, VOut> aggregate(
            Initializer<VOut> initializer, Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized) {
        return aggregated(initializer, null, materialized);
    }

    @Override
    public KTable<K, VOut> aggregate(
            Initializer<VOut> initializer,
            Named named,
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized) {
        return aggregated(initializer, Names.of(named), materialized);
    }

    private KTable<K, VOut> aggregated(
            Initializer<VOut> initializer,
            @Nullable String name,
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized) {
        given(initializer, "initializer");
        MaterializedSettings<K, VOut, KeyValueStore<Bytes, byte[]>> settings =
                new MaterializedSettings<>(dsl, materialized, Cogrouping.AGGREGATE);
        TableShape shape = TableShape.stored(settings.name()).keeping(settings.historyMs());
        Place place = streams.aggregate(
                name,
                settings.keyValueStore(),
                settings.isNamed(),
                shape,
                (known, aggregator) -> new StreamAggregateOperator<>(known, initializer, aggregator));
        return new DslTable<>(
                place,
                settings.keySerde(),
                settings.valueSerde(),
                shape,
                TableViews.ofStore(shape),
                settings.queryableName());
    }

    @Override
    public <W extends Window> TimeWindowedCogroupedKStream<K, VOut> windowedBy(Windows<W> windows) {
        return new DslWindowedCogroupedStream<>(dsl, new TimeWindowing.Fixed(given(windows, "windows")), streams);
    }

    @Override
    public TimeWindowedCogroupedKStream<K, VOut> windowedBy(SlidingWindows windows) {
        return new DslWindowedCogroupedStream<>(dsl, new TimeWindowing.Sliding(given(windows, "windows")), streams);
    }

    @Override
    public SessionWindowedCogroupedKStream<K, VOut> windowedBy(SessionWindows windows) {
        return new DslSessionCogroupedStream<>(dsl, given(windows, "windows"), streams);
    }
}
