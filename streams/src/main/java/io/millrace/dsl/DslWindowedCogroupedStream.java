package io.millrace.dsl;

import static io.millrace.dsl.Dsl.given;

import io.millrace.engine.operator.TableShape;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.Initializer;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.TimeWindowedCogroupedKStream;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.state.WindowStore;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Several grouped streams that go into one aggregate per key and window.
 *
 * @param <K> key type
 * @param <V> type of the aggregate
 */
final class DslWindowedCogroupedStream<K, V> implements TimeWindowedCogroupedKStream<K, V> {

    private static final EmitStrategy STRATEGY = EmitStrategy.onWindowUpdate();

    private final Dsl dsl;
    private final TimeWindowing windows;
    private final Cogrouping<K, V> streams;

    DslWindowedCogroupedStream(Dsl dsl, TimeWindowing windows, Cogrouping<K, V> streams) {
        this.dsl = dsl;
        this.windows = windows;
        this.streams = streams;
    }

    @Override
    public KTable<Windowed<K>, V> aggregate(Initializer<V> initializer) {
        return aggregated(initializer, null, Materialized.with(null, null));
    }

    @Override
    public KTable<Windowed<K>, V> aggregate(Initializer<V> initializer, Named named) {
        return aggregated(initializer, Names.of(named), Materialized.with(null, null));
    }

    @Override
    public KTable<Windowed<K>, V> aggregate(
            Initializer<V> initializer, Materialized<K, V, WindowStore<Bytes, byte[]>> materialized) {
        return aggregated(initializer, null, materialized);
    }

    @Override
    public KTable<Windowed<K>, V> aggregate(
            Initializer<V> initializer, Named named, Materialized<K, V, WindowStore<Bytes, byte[]>> materialized) {
        return aggregated(initializer, Names.of(named), materialized);
    }

    private KTable<Windowed<K>, V> aggregated(
            Initializer<V> initializer,
            @Nullable String name,
            Materialized<K, V, WindowStore<Bytes, byte[]>> materialized) {
        given(initializer, "initializer");
        MaterializedSettings<K, V, WindowStore<Bytes, byte[]>> settings =
                new MaterializedSettings<>(dsl, materialized, Cogrouping.AGGREGATE);
        TableShape shape = TableShape.stored(settings.name());
        Place place = streams.aggregate(
                name,
                settings.windowStore(windows, STRATEGY),
                settings.isNamed(),
                shape,
                (known, aggregator) -> windows.operator(known, STRATEGY, initializer, aggregator));
        return WindowedTables.byTime(place, windows, settings, shape);
    }
}
