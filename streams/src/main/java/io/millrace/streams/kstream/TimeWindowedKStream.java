package io.millrace.streams.kstream;

import io.millrace.streams.state.WindowStore;
import org.apache.kafka.common.utils.Bytes;

/**
 * A stream grouped by key and window, waiting to be told what to do with each group. Comes from
 * {@link KGroupedStream#windowedBy(Windows)} and {@link KGroupedStream#windowedBy(SlidingWindows)}.
 *
 * <p>A record counts for every window that contains its event time and is still open: a window closes when the latest
 * event time seen has passed its end plus the grace period. Records without a key, and records for closed windows only,
 * are dropped. Null values are not dropped, but for sliding windows: functions have to expect them.
 *
 * <p>The result is a table with a row for each key and window, kept in a window store for size plus grace, or for
 * {@link Materialized#withRetention}, which must not be shorter. With a cache, several updates of a row between two
 * commits go on as one; without, each one goes on. The result's timestamp is the latest of the records that went in.
 *
 * <p>Not thread safe: a topology is put together by one thread. The functions are called by the worker threads, several
 * at a time for different partitions. Every method throws {@link NullPointerException} for a null argument.
 *
 * @param <K> key type
 * @param <V> value type
 */
public interface TimeWindowedKStream<K, V> {

    /**
     * Counts the records of each key and window. Records with a null value count too.
     *
     * @return key and window to number of records
     */
    KTable<Windowed<K>, Long> count();

    /**
     * Named form of {@link #count()}.
     *
     * @param named name of the step
     * @return key and window to number of records
     */
    KTable<Windowed<K>, Long> count(Named named);

    /**
     * As {@link #count()}, and says how the result is kept.
     *
     * @param materialized name, kind and serdes of the store
     * @return key and window to number of records
     */
    KTable<Windowed<K>, Long> count(Materialized<K, Long, WindowStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #count()}, with a name, and says how the result is kept.
     *
     * @param named name of the step
     * @param materialized name, kind and serdes of the store
     * @return key and window to number of records
     */
    KTable<Windowed<K>, Long> count(Named named, Materialized<K, Long, WindowStore<Bytes, byte[]>> materialized);

    /**
     * Combines the values of each key and window into one of the same type. The first value is taken as it is. Null
     * values reach the reducer, too.
     *
     * @param reducer combines the value so far with the next one
     * @return key and window to combined value
     */
    KTable<Windowed<K>, V> reduce(Reducer<V> reducer);

    /**
     * Named form of {@link #reduce(Reducer)}.
     *
     * @param reducer combines the value so far with the next one
     * @param named name of the step
     * @return key and window to combined value
     */
    KTable<Windowed<K>, V> reduce(Reducer<V> reducer, Named named);

    /**
     * As {@link #reduce(Reducer)}, and says how the result is kept.
     *
     * @param reducer combines the value so far with the next one
     * @param materialized name, kind and serdes of the store
     * @return key and window to combined value
     */
    KTable<Windowed<K>, V> reduce(Reducer<V> reducer, Materialized<K, V, WindowStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #reduce(Reducer)}, with a name, and says how the result is kept.
     *
     * @param reducer combines the value so far with the next one
     * @param named name of the step
     * @param materialized name, kind and serdes of the store
     * @return key and window to combined value
     */
    KTable<Windowed<K>, V> reduce(
            Reducer<V> reducer, Named named, Materialized<K, V, WindowStore<Bytes, byte[]>> materialized);

    /**
     * Adds up the records of each key and window in an aggregate of any type. Null values reach the aggregator, too.
     *
     * @param <VOut> type of the aggregate
     * @param initializer makes the aggregate that a window starts with
     * @param aggregator adds a record to the aggregate
     * @return key and window to aggregate
     */
    <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer, Aggregator<? super K, ? super V, VOut> aggregator);

    /**
     * Named form of {@link #aggregate(Initializer, Aggregator)}.
     *
     * @param <VOut> type of the aggregate
     * @param initializer makes the aggregate that a window starts with
     * @param aggregator adds a record to the aggregate
     * @param named name of the step
     * @return key and window to aggregate
     */
    <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer, Aggregator<? super K, ? super V, VOut> aggregator, Named named);

    /**
     * As {@link #aggregate(Initializer, Aggregator)}, and says how the result is kept.
     *
     * @param <VOut> type of the aggregate
     * @param initializer makes the aggregate that a window starts with
     * @param aggregator adds a record to the aggregate
     * @param materialized name, kind and serdes of the store
     * @return key and window to aggregate
     */
    <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Materialized<K, VOut, WindowStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #aggregate(Initializer, Aggregator)}, with a name, and says how the result is kept.
     *
     * @param <VOut> type of the aggregate
     * @param initializer makes the aggregate that a window starts with
     * @param aggregator adds a record to the aggregate
     * @param named name of the step
     * @param materialized name, kind and serdes of the store
     * @return key and window to aggregate
     */
    <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Named named,
            Materialized<K, VOut, WindowStore<Bytes, byte[]>> materialized);

    /**
     * Says when results go on: by default whenever a window changes. With {@link EmitStrategy#onWindowClose()} a window
     * goes on once, when it has closed, and without an old value.
     *
     * @param emitStrategy the strategy
     * @return this object, changed
     * @throws IllegalArgumentException if windows of this kind cannot have the strategy
     */
    TimeWindowedKStream<K, V> emitStrategy(EmitStrategy emitStrategy);
}
