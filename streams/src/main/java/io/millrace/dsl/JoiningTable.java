package io.millrace.dsl;

import static io.millrace.dsl.Dsl.given;

import io.millrace.engine.operator.TableJoiner;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.TableJoined;
import io.millrace.streams.kstream.ValueJoiner;
import io.millrace.streams.state.KeyValueStore;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The many forms of the joins of tables; all of them lead to two.
 *
 * @param <K> key type
 * @param <V> value type
 */
abstract sealed class JoiningTable<K, V> implements KTable<K, V> permits DslTable {

    /** Joins by key. */
    abstract <VO, VR> KTable<K, VR> joined(
            KTable<K, VO> other,
            TableJoiner<V, VO, VR> joiner,
            @Nullable Named named,
            @Nullable Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /** Joins by a key that entries of this table refer to. */
    abstract <VR, KO, VO> KTable<K, VR> joinedByForeignKey(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            TableJoiner<V, VO, VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    private static <K, V, KO> BiFunction<K, V, KO> withKey(Function<? super V, ? extends KO> extractor) {
        Function<? super V, ? extends KO> known = given(extractor, "foreignKeyExtractor");
        return (key, value) -> known.apply(value);
    }

    @Override
    public <VO, VR> KTable<K, VR> join(KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner) {
        return joined(other, TableJoiner.inner(given(joiner, "joiner")), null, null);
    }

    @Override
    public <VO, VR> KTable<K, VR> join(
            KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner, Named named) {
        return joined(other, TableJoiner.inner(given(joiner, "joiner")), given(named, "named"), null);
    }

    @Override
    public <VO, VR> KTable<K, VR> join(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joined(other, TableJoiner.inner(given(joiner, "joiner")), null, given(materialized, "materialized"));
    }

    @Override
    public <VO, VR> KTable<K, VR> join(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joined(
                other,
                TableJoiner.inner(given(joiner, "joiner")),
                given(named, "named"),
                given(materialized, "materialized"));
    }

    @Override
    public <VO, VR> KTable<K, VR> leftJoin(
            KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner) {
        return joined(other, TableJoiner.left(given(joiner, "joiner")), null, null);
    }

    @Override
    public <VO, VR> KTable<K, VR> leftJoin(
            KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner, Named named) {
        return joined(other, TableJoiner.left(given(joiner, "joiner")), given(named, "named"), null);
    }

    @Override
    public <VO, VR> KTable<K, VR> leftJoin(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joined(other, TableJoiner.left(given(joiner, "joiner")), null, given(materialized, "materialized"));
    }

    @Override
    public <VO, VR> KTable<K, VR> leftJoin(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joined(
                other,
                TableJoiner.left(given(joiner, "joiner")),
                given(named, "named"),
                given(materialized, "materialized"));
    }

    @Override
    public <VO, VR> KTable<K, VR> outerJoin(
            KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner) {
        return joined(other, TableJoiner.outer(given(joiner, "joiner")), null, null);
    }

    @Override
    public <VO, VR> KTable<K, VR> outerJoin(
            KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner, Named named) {
        return joined(other, TableJoiner.outer(given(joiner, "joiner")), given(named, "named"), null);
    }

    @Override
    public <VO, VR> KTable<K, VR> outerJoin(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joined(other, TableJoiner.outer(given(joiner, "joiner")), null, given(materialized, "materialized"));
    }

    @Override
    public <VO, VR> KTable<K, VR> outerJoin(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joined(
                other,
                TableJoiner.outer(given(joiner, "joiner")),
                given(named, "named"),
                given(materialized, "materialized"));
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner) {
        return joinedByForeignKey(
                other,
                withKey(foreignKeyExtractor),
                TableJoiner.inner(given(joiner, "joiner")),
                TableJoined.as(null),
                Materialized.with(null, null));
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner) {
        return joinedByForeignKey(
                other,
                foreignKeyExtractor,
                TableJoiner.inner(given(joiner, "joiner")),
                TableJoined.as(null),
                Materialized.with(null, null));
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined) {
        return joinedByForeignKey(
                other,
                withKey(foreignKeyExtractor),
                TableJoiner.inner(given(joiner, "joiner")),
                tableJoined,
                Materialized.with(null, null));
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined) {
        return joinedByForeignKey(
                other,
                foreignKeyExtractor,
                TableJoiner.inner(given(joiner, "joiner")),
                tableJoined,
                Materialized.with(null, null));
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joinedByForeignKey(
                other,
                withKey(foreignKeyExtractor),
                TableJoiner.inner(given(joiner, "joiner")),
                TableJoined.as(null),
                materialized);
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joinedByForeignKey(
                other,
                foreignKeyExtractor,
                TableJoiner.inner(given(joiner, "joiner")),
                TableJoined.as(null),
                materialized);
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joinedByForeignKey(
                other,
                withKey(foreignKeyExtractor),
                TableJoiner.inner(given(joiner, "joiner")),
                tableJoined,
                materialized);
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joinedByForeignKey(
                other, foreignKeyExtractor, TableJoiner.inner(given(joiner, "joiner")), tableJoined, materialized);
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner) {
        return joinedByForeignKey(
                other,
                withKey(foreignKeyExtractor),
                TableJoiner.left(given(joiner, "joiner")),
                TableJoined.as(null),
                Materialized.with(null, null));
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner) {
        return joinedByForeignKey(
                other,
                foreignKeyExtractor,
                TableJoiner.left(given(joiner, "joiner")),
                TableJoined.as(null),
                Materialized.with(null, null));
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined) {
        return joinedByForeignKey(
                other,
                withKey(foreignKeyExtractor),
                TableJoiner.left(given(joiner, "joiner")),
                tableJoined,
                Materialized.with(null, null));
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined) {
        return joinedByForeignKey(
                other,
                foreignKeyExtractor,
                TableJoiner.left(given(joiner, "joiner")),
                tableJoined,
                Materialized.with(null, null));
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joinedByForeignKey(
                other,
                withKey(foreignKeyExtractor),
                TableJoiner.left(given(joiner, "joiner")),
                TableJoined.as(null),
                materialized);
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joinedByForeignKey(
                other,
                foreignKeyExtractor,
                TableJoiner.left(given(joiner, "joiner")),
                TableJoined.as(null),
                materialized);
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joinedByForeignKey(
                other,
                withKey(foreignKeyExtractor),
                TableJoiner.left(given(joiner, "joiner")),
                tableJoined,
                materialized);
    }

    @Override
    public <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return joinedByForeignKey(
                other, foreignKeyExtractor, TableJoiner.left(given(joiner, "joiner")), tableJoined, materialized);
    }
}
