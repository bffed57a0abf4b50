package io.millrace.dsl;

import static io.millrace.dsl.Dsl.given;

import io.millrace.engine.operator.SessionAggregateOperator;
import io.millrace.engine.operator.TableShape;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.Initializer;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Merger;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.SessionWindowedCogroupedKStream;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.state.SessionStore;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Several grouped streams that go into one aggregate per key and session.
 *
 * @param <K> key type
 * @param <V> type of the aggregate
 */
final class DslSessionCogroupedStream<K, V> implements SessionWindowedCogroupedKStream<K, V> {

    private static final EmitStrategy STRATEGY = EmitStrategy.onWindowUpdate();

    private final Dsl dsl;
    private final SessionWindows windows;
    private final Cogrouping<K, V> streams;

    DslSessionCogroupedStream(Dsl dsl, SessionWindows windows, Cogrouping<K, V> streams) {
        this.dsl = dsl;
        this.windows = windows;
        this.streams = streams;
    }

    @Override
    public KTable<Windowed<K>, V> aggregate(Initializer<V> initializer, Merger<? super K, V> sessionMerger) {
        return aggregated(initializer, sessionMerger, null, Materialized.with(null, null));
    }

    @Override
    public KTable<Windowed<K>, V> aggregate(
            Initializer<V> initializer, Merger<? super K, V> sessionMerger, Named named) {
        return aggregated(initializer, sessionMerger, Names.of(named), Materialized.with(null, null));
    }

    @Override
    public KTable<Windowed<K>, V> aggregate(
            Initializer<V> initializer,
            Merger<? super K, V> sessionMerger,
            Materialized<K, V, SessionStore<Bytes, byte[]>> materialized) {
        return aggregated(initializer, sessionMerger, null, materialized);
    }

    @Override
    public KTable<Windowed<K>, V> aggregate(
            Initializer<V> initializer,
            Merger<? super K, V> sessionMerger,
            Named named,
            Materialized<K, V, SessionStore<Bytes, byte[]>> materialized) {
        return aggregated(initializer, sessionMerger, Names.of(named), materialized);
    }

    private KTable<Windowed<K>, V> aggregated(
            Initializer<V> initializer,
            Merger<? super K, V> merger,
            @Nullable String name,
            Materialized<K, V, SessionStore<Bytes, byte[]>> materialized) {
        given(initializer, "initializer");
        given(merger, "sessionMerger");
        MaterializedSettings<K, V, SessionStore<Bytes, byte[]>> settings =
                new MaterializedSettings<>(dsl, materialized, Cogrouping.AGGREGATE);
        TableShape shape = TableShape.stored(settings.name());
        Place place = streams.aggregate(
                name,
                settings.sessionStore(windows, STRATEGY),
                settings.isNamed(),
                shape,
                (known, aggregator) ->
                        new SessionAggregateOperator<>(known, windows, STRATEGY, initializer, aggregator, merger));
        return WindowedTables.bySession(place, windows, settings, shape);
    }
}
