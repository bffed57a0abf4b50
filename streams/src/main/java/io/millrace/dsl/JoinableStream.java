package io.millrace.dsl;

import static io.millrace.dsl.Dsl.first;
import static io.millrace.dsl.Dsl.given;

import io.millrace.engine.operator.StreamTableJoinOperator;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.planner.logical.LogicalNode.Trait;
import io.millrace.streams.kstream.GlobalKTable;
import io.millrace.streams.kstream.JoinWindows;
import io.millrace.streams.kstream.Joined;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.KeyValueMapper;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.StreamJoined;
import io.millrace.streams.kstream.ValueJoiner;
import io.millrace.streams.kstream.ValueJoinerWithKey;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * The joins of a stream: with a stream, a table, a global table. Every overload ends in one of three {@code joined}
 * methods.
 *
 * <p>Immutable but for one thing: it remembers that it was repartitioned for a join, so that the next join shares the
 * topic.
 *
 * @param <K> key type
 * @param <V> value type
 */
abstract sealed class JoinableStream<K, V> implements KStream<K, V> permits DslStream {

    final Place place;
    final @Nullable Serde<K> keySerde;
    final @Nullable Serde<V> valueSerde;

    /** Whether the key may have changed since the records were last partitioned by it. */
    final boolean isKeyChanged;

    private final StreamRepartition<K, V> forJoins;

    JoinableStream(Place place, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde, boolean isKeyChanged) {
        this.place = place;
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
        this.isKeyChanged = isKeyChanged;
        this.forJoins = new StreamRepartition<>(place);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> join(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows) {
        return joined(otherStream, withoutKey(joiner), windows, StreamJoined.with(null, null, null), JoinKind.INNER);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> join(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows) {
        return joined(otherStream, joiner, windows, StreamJoined.with(null, null, null), JoinKind.INNER);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> join(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined) {
        return joined(otherStream, withoutKey(joiner), windows, streamJoined, JoinKind.INNER);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> join(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined) {
        return joined(otherStream, joiner, windows, streamJoined, JoinKind.INNER);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> leftJoin(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows) {
        return joined(otherStream, withoutKey(joiner), windows, StreamJoined.with(null, null, null), JoinKind.LEFT);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> leftJoin(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows) {
        return joined(otherStream, joiner, windows, StreamJoined.with(null, null, null), JoinKind.LEFT);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> leftJoin(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined) {
        return joined(otherStream, withoutKey(joiner), windows, streamJoined, JoinKind.LEFT);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> leftJoin(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined) {
        return joined(otherStream, joiner, windows, streamJoined, JoinKind.LEFT);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> outerJoin(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows) {
        return joined(otherStream, withoutKey(joiner), windows, StreamJoined.with(null, null, null), JoinKind.OUTER);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> outerJoin(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows) {
        return joined(otherStream, joiner, windows, StreamJoined.with(null, null, null), JoinKind.OUTER);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> outerJoin(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined) {
        return joined(otherStream, withoutKey(joiner), windows, streamJoined, JoinKind.OUTER);
    }

    @Override
    public <VRight, VOut> KStream<K, VOut> outerJoin(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined) {
        return joined(otherStream, joiner, windows, streamJoined, JoinKind.OUTER);
    }

    private <VRight, VOut> KStream<K, VOut> joined(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined,
            JoinKind kind) {
        JoinableStream<K, VRight> other = (JoinableStream<K, VRight>) given(otherStream, "otherStream");
        given(joiner, "joiner");
        given(windows, "windows");
        StreamJoinedSettings<K, V, VRight> settings = new StreamJoinedSettings<>(place.dsl(), streamJoined);
        Place before = partitioned(settings.name("-left"), settings.keySerde(), settings.valueSerde());
        Place otherBefore = other.partitioned(settings.name("-right"), settings.keySerde(), settings.otherValueSerde());
        Place after = new StreamJoin<K, V, VRight, VOut>(kind, windows, joiner, settings).after(before, otherBefore);
        // The streams' own serdes are not passed on: the two may have different ones.
        return new DslStream<>(after, settings.keySerde(), null, false);
    }

    /** The place where records of equal keys meet: here, or after a repartition. */
    private Place partitioned(@Nullable String name, @Nullable Serde<K> keys, @Nullable Serde<V> values) {
        return isKeyChanged ? forJoins.place(name, first(keys, keySerde), first(values, valueSerde)) : place;
    }

    @Override
    public <TableValue, VOut> KStream<K, VOut> join(
            KTable<K, TableValue> table, ValueJoiner<? super V, ? super TableValue, ? extends VOut> joiner) {
        return joined(table, withoutKey(joiner), Joined.as(null), false);
    }

    @Override
    public <TableValue, VOut> KStream<K, VOut> join(
            KTable<K, TableValue> table,
            ValueJoinerWithKey<? super K, ? super V, ? super TableValue, ? extends VOut> joiner) {
        return joined(table, joiner, Joined.as(null), false);
    }

    @Override
    public <TableValue, VOut> KStream<K, VOut> join(
            KTable<K, TableValue> table,
            ValueJoiner<? super V, ? super TableValue, ? extends VOut> joiner,
            Joined<K, V, TableValue> joined) {
        return joined(table, withoutKey(joiner), joined, false);
    }

    @Override
    public <TableValue, VOut> KStream<K, VOut> join(
            KTable<K, TableValue> table,
            ValueJoinerWithKey<? super K, ? super V, ? super TableValue, ? extends VOut> joiner,
            Joined<K, V, TableValue> joined) {
        return joined(table, joiner, joined, false);
    }

    @Override
    public <VTable, VOut> KStream<K, VOut> leftJoin(
            KTable<K, VTable> table, ValueJoiner<? super V, ? super VTable, ? extends VOut> joiner) {
        return joined(table, withoutKey(joiner), Joined.as(null), true);
    }

    @Override
    public <VTable, VOut> KStream<K, VOut> leftJoin(
            KTable<K, VTable> table, ValueJoinerWithKey<? super K, ? super V, ? super VTable, ? extends VOut> joiner) {
        return joined(table, joiner, Joined.as(null), true);
    }

    @Override
    public <VTable, VOut> KStream<K, VOut> leftJoin(
            KTable<K, VTable> table,
            ValueJoiner<? super V, ? super VTable, ? extends VOut> joiner,
            Joined<K, V, VTable> joined) {
        return joined(table, withoutKey(joiner), joined, true);
    }

    @Override
    public <VTable, VOut> KStream<K, VOut> leftJoin(
            KTable<K, VTable> table,
            ValueJoinerWithKey<? super K, ? super V, ? super VTable, ? extends VOut> joiner,
            Joined<K, V, VTable> joined) {
        return joined(table, joiner, joined, true);
    }

    private <VT, VOut> KStream<K, VOut> joined(
            KTable<K, VT> table,
            ValueJoinerWithKey<? super K, ? super V, ? super VT, ? extends VOut> joiner,
            Joined<K, V, VT> joined,
            boolean left) {
        given(joiner, "joiner");
        DslTable<K, VT> other = (DslTable<K, VT>) given(table, "table");
        JoinedSettings<K, V, VT> settings = new JoinedSettings<>(joined);
        Serde<K> keys = first(settings.leftKeySerde(), keySerde);
        Place before = partitioned(settings.name(), settings.leftKeySerde(), settings.leftValueSerde());
        JoinedSettings<K, V, VT> complete = settings.defaulting(keySerde, valueSerde);
        return new DslStream<>(other.joinedFrom(before, joiner, complete, left), keys, null, false);
    }

    @Override
    public <GlobalKey, GlobalValue, VOut> KStream<K, VOut> join(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoiner<? super V, ? super GlobalValue, ? extends VOut> joiner) {
        return joined(globalTable, keySelector, withoutKey(joiner), null, false);
    }

    @Override
    public <GlobalKey, GlobalValue, VOut> KStream<K, VOut> join(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super GlobalValue, ? extends VOut> joiner) {
        return joined(globalTable, keySelector, joiner, null, false);
    }

    @Override
    public <GlobalKey, GlobalValue, VOut> KStream<K, VOut> join(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoiner<? super V, ? super GlobalValue, ? extends VOut> joiner,
            Named named) {
        return joined(globalTable, keySelector, withoutKey(joiner), Names.of(named), false);
    }

    @Override
    public <GlobalKey, GlobalValue, VOut> KStream<K, VOut> join(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super GlobalValue, ? extends VOut> joiner,
            Named named) {
        return joined(globalTable, keySelector, joiner, Names.of(named), false);
    }

    @Override
    public <GlobalKey, GlobalValue, VOut> KStream<K, VOut> leftJoin(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoiner<? super V, ? super GlobalValue, ? extends VOut> joiner) {
        return joined(globalTable, keySelector, withoutKey(joiner), null, true);
    }

    @Override
    public <GlobalKey, GlobalValue, VOut> KStream<K, VOut> leftJoin(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super GlobalValue, ? extends VOut> joiner) {
        return joined(globalTable, keySelector, joiner, null, true);
    }

    @Override
    public <GlobalKey, GlobalValue, VOut> KStream<K, VOut> leftJoin(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoiner<? super V, ? super GlobalValue, ? extends VOut> joiner,
            Named named) {
        return joined(globalTable, keySelector, withoutKey(joiner), Names.of(named), true);
    }

    @Override
    public <GlobalKey, GlobalValue, VOut> KStream<K, VOut> leftJoin(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super GlobalValue, ? extends VOut> joiner,
            Named named) {
        return joined(globalTable, keySelector, joiner, Names.of(named), true);
    }

    private <KG, VG, VOut> KStream<K, VOut> joined(
            GlobalKTable<KG, VG> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends KG> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super VG, ? extends VOut> joiner,
            @Nullable String givenName,
            boolean left) {
        DslGlobalTable<KG, VG> table = (DslGlobalTable<KG, VG>) given(globalTable, "globalTable");
        given(keySelector, "keySelector");
        given(joiner, "joiner");
        String name = place.dsl().names().nodeOr(givenName, "KSTREAM-LEFTJOIN-");
        Place next = place.then(new LogicalNode.Operation(
                name,
                new StreamTableJoinOperator<K, V, KG, VG, VOut>(table.view(), keySelector, joiner, left),
                left ? Trait.WANTS_NULL_KEYS : Trait.NONE));
        return new DslStream<>(next, keySerde, null, isKeyChanged);
    }

    private static <K, V, VT, VOut> ValueJoinerWithKey<K, V, VT, VOut> withoutKey(
            ValueJoiner<? super V, ? super VT, ? extends VOut> joiner) {
        given(joiner, "joiner");
        return (key, value, tableValue) -> joiner.apply(value, tableValue);
    }
}
