package io.millrace.streams.kstream;

import io.millrace.streams.state.KeyValueStore;
import org.apache.kafka.common.utils.Bytes;

/**
 * A table grouped by a new key, waiting to be told what to do with each group. Comes from
 * {@link KTable#groupBy(KeyValueMapper)}.
 *
 * <p>Entries of a table come, change and go, so an aggregation needs two functions: one puts an entry in, the other
 * takes it out. A change takes the old entry out first, then puts the new one in. The two are called one at a time for
 * a group, and have to lead to the same result in whatever order entries of different keys arrive. A {@code null}
 * result deletes the group's row.
 *
 * <p>The result is a table that is kept in a store with a changelog; if {@link Materialized} names the store, it can be
 * queried.
 *
 * <p>Not thread safe: a topology is put together by one thread. The functions are called by the worker threads, several
 * at a time for different partitions. Every method throws {@link NullPointerException} for a null argument.
 *
 * @param <K> key type of the groups
 * @param <V> value type of the groups
 */
public interface KGroupedTable<K, V> {

    /**
     * As {@link #count()}, and says how the result is kept.
     *
     * @param materialized name, kind and serdes of the store
     * @return key to number of entries
     */
    KTable<K, Long> count(Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #count()}, with a name, and says how the result is kept.
     *
     * @param named name of the step
     * @param materialized name, kind and serdes of the store
     * @return key to number of entries
     */
    KTable<K, Long> count(Named named, Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * Counts the entries of each group.
     *
     * @return key to number of entries
     */
    KTable<K, Long> count();

    /**
     * Named form of {@link #count()}.
     *
     * @param named name of the step
     * @return key to number of entries
     */
    KTable<K, Long> count(Named named);

    /**
     * As {@link #reduce(Reducer, Reducer)}, and says how the result is kept.
     *
     * @param adder combines the value so far with one that came into the group
     * @param subtractor takes out of the value so far one that left the group
     * @param materialized name, kind and serdes of the store
     * @return key to combined value
     */
    KTable<K, V> reduce(
            Reducer<V> adder, Reducer<V> subtractor, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #reduce(Reducer, Reducer)}, with a name, and says how the result is kept.
     *
     * @param adder combines the value so far with one that came into the group
     * @param subtractor takes out of the value so far one that left the group
     * @param named name of the step
     * @param materialized name, kind and serdes of the store
     * @return key to combined value
     */
    KTable<K, V> reduce(
            Reducer<V> adder,
            Reducer<V> subtractor,
            Named named,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * Combines the values of each group into one of the same type. The first value is taken as it is.
     *
     * @param adder combines the value so far with one that came into the group
     * @param subtractor takes out of the value so far one that left the group
     * @return key to combined value
     */
    KTable<K, V> reduce(Reducer<V> adder, Reducer<V> subtractor);

    /**
     * As {@link #aggregate(Initializer, Aggregator, Aggregator)}, and says how the result is kept.
     *
     * @param <VR> type of the aggregate
     * @param initializer makes the aggregate that a group starts with
     * @param adder adds an entry that came into the group
     * @param subtractor takes out an entry that left the group
     * @param materialized name, kind and serdes of the store
     * @return key to aggregate
     */
    <VR> KTable<K, VR> aggregate(
            Initializer<VR> initializer,
            Aggregator<? super K, ? super V, VR> adder,
            Aggregator<? super K, ? super V, VR> subtractor,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #aggregate(Initializer, Aggregator, Aggregator)}, with a name, and says how the result is kept.
     *
     * @param <VR> type of the aggregate
     * @param initializer makes the aggregate that a group starts with
     * @param adder adds an entry that came into the group
     * @param subtractor takes out an entry that left the group
     * @param named name of the step
     * @param materialized name, kind and serdes of the store
     * @return key to aggregate
     */
    <VR> KTable<K, VR> aggregate(
            Initializer<VR> initializer,
            Aggregator<? super K, ? super V, VR> adder,
            Aggregator<? super K, ? super V, VR> subtractor,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * Adds up the entries of each group in an aggregate of any type.
     *
     * @param <VR> type of the aggregate
     * @param initializer makes the aggregate that a group starts with
     * @param adder adds an entry that came into the group
     * @param subtractor takes out an entry that left the group
     * @return key to aggregate
     */
    <VR> KTable<K, VR> aggregate(
            Initializer<VR> initializer,
            Aggregator<? super K, ? super V, VR> adder,
            Aggregator<? super K, ? super V, VR> subtractor);

    /**
     * Named form of {@link #aggregate(Initializer, Aggregator, Aggregator)}.
     *
     * @param <VR> type of the aggregate
     * @param initializer makes the aggregate that a group starts with
     * @param adder adds an entry that came into the group
     * @param subtractor takes out an entry that left the group
     * @param named name of the step
     * @return key to aggregate
     */
    <VR> KTable<K, VR> aggregate(
            Initializer<VR> initializer,
            Aggregator<? super K, ? super V, VR> adder,
            Aggregator<? super K, ? super V, VR> subtractor,
            Named named);
}
