package io.millrace.streams.kstream;

import io.millrace.streams.state.KeyValueStore;
import org.apache.kafka.common.utils.Bytes;

/**
 * A stream grouped by key, waiting to be told what to do with each group. Comes from {@link KStream#groupByKey()} and
 * {@link KStream#groupBy(KeyValueMapper)}.
 *
 * <p>The result is a table that is kept in a store with a changelog; if {@link Materialized} names the store, it can be
 * queried. Records without a key are dropped. With a cache, several updates of a key between two commits go on as one;
 * without, each one goes on. The result's timestamp is the latest of the records that went in.
 *
 * <p>Not thread safe: a topology is put together by one thread. The functions are called by the worker threads, several
 * at a time for different partitions. Every method throws {@link NullPointerException} for a null argument.
 *
 * @param <K> key type
 * @param <V> value type
 */
public interface KGroupedStream<K, V> {

    /**
     * Counts the records of each key. Records with a null value are dropped.
     *
     * @return key to number of records
     */
    KTable<K, Long> count();

    /**
     * Named form of {@link #count()}.
     *
     * @param named name of the step
     * @return key to number of records
     */
    KTable<K, Long> count(Named named);

    /**
     * As {@link #count()}, and says how the result is kept.
     *
     * @param materialized name, kind and serdes of the store
     * @return key to number of records
     */
    KTable<K, Long> count(Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #count()}, with a name, and says how the result is kept.
     *
     * @param named name of the step
     * @param materialized name, kind and serdes of the store
     * @return key to number of records
     */
    KTable<K, Long> count(Named named, Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * Combines the values of each key into one of the same type. The first value is taken as it is. Records with a null
     * value are dropped.
     *
     * @param reducer combines the value so far with the next one
     * @return key to combined value
     */
    KTable<K, V> reduce(Reducer<V> reducer);

    /**
     * As {@link #reduce(Reducer)}, and says how the result is kept.
     *
     * @param reducer combines the value so far with the next one
     * @param materialized name, kind and serdes of the store
     * @return key to combined value
     */
    KTable<K, V> reduce(Reducer<V> reducer, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #reduce(Reducer)}, with a name, and says how the result is kept.
     *
     * @param reducer combines the value so far with the next one
     * @param named name of the step
     * @param materialized name, kind and serdes of the store
     * @return key to combined value
     */
    KTable<K, V> reduce(Reducer<V> reducer, Named named, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * Adds up the records of each key in an aggregate of any type. Records with a null value are dropped.
     *
     * @param <VOut> type of the aggregate
     * @param initializer makes the aggregate that a key starts with
     * @param aggregator adds a record to the aggregate
     * @return key to aggregate
     */
    <VOut> KTable<K, VOut> aggregate(Initializer<VOut> initializer, Aggregator<? super K, ? super V, VOut> aggregator);

    /**
     * As {@link #aggregate(Initializer, Aggregator)}, and says how the result is kept.
     *
     * @param <VOut> type of the aggregate
     * @param initializer makes the aggregate that a key starts with
     * @param aggregator adds a record to the aggregate
     * @param materialized name, kind and serdes of the store
     * @return key to aggregate
     */
    <VOut> KTable<K, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #aggregate(Initializer, Aggregator)}, with a name, and says how the result is kept.
     *
     * @param <VOut> type of the aggregate
     * @param initializer makes the aggregate that a key starts with
     * @param aggregator adds a record to the aggregate
     * @param named name of the step
     * @param materialized name, kind and serdes of the store
     * @return key to aggregate
     */
    <VOut> KTable<K, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Named named,
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * Groups further by event time, into windows of fixed size.
     *
     * @param <W> kind of window
     * @param windows the windows, such as {@link TimeWindows}
     * @return takes the aggregation
     */
    <W extends Window> TimeWindowedKStream<K, V> windowedBy(Windows<W> windows);

    /**
     * Groups further by event time, into windows that slide along with the events. Records with a null value are
     * dropped.
     *
     * @param windows the windows
     * @return takes the aggregation
     */
    TimeWindowedKStream<K, V> windowedBy(SlidingWindows windows);

    /**
     * Groups further by event time, into sessions.
     *
     * @param windows the windows
     * @return takes the aggregation
     */
    SessionWindowedKStream<K, V> windowedBy(SessionWindows windows);

    /**
     * Begins an aggregation over several grouped streams with the same keys.
     *
     * <pre>{@code
     * KTable<String, Customer> customers = orders.cogroup((id, order, customer) -> customer.with(order))
     *         .cogroup(payments, (id, payment, customer) -> customer.with(payment))
     *         .aggregate(Customer::new);
     * }</pre>
     *
     * @param <VOut> type of the aggregate
     * @param aggregator adds a record of this stream to the aggregate
     * @return takes further streams and the aggregation
     */
    <VOut> CogroupedKStream<K, VOut> cogroup(Aggregator<? super K, ? super V, VOut> aggregator);
}
