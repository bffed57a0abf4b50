package io.millrace.streams.kstream;

import io.millrace.streams.state.SessionStore;
import org.apache.kafka.common.utils.Bytes;

/**
 * A stream grouped by key and session, waiting to be told what to do with each group. Comes from
 * {@link KGroupedStream#windowedBy(SessionWindows)}.
 *
 * <p>A record extends the sessions of its key that are not further away than the gap; if they are several, they become
 * one. A record is dropped when the session that it would be part of has closed, which is when stream time has passed
 * the session's end by more than gap and grace period together. Records without a key are dropped. Null values are not
 * dropped: functions have to expect them.
 *
 * <p>The result is a table with a row for each key and session, kept in a session store for gap plus grace, or for
 * {@link Materialized#withRetention}, which must not be shorter. A session that grows changes its key, so it is removed
 * from the table and the longer one is added. With a cache, several updates of a row between two commits go on as one;
 * without, each one goes on. The result's timestamp is the end of the session.
 *
 * <p>Not thread safe: a topology is put together by one thread. The functions are called by the worker threads, several
 * at a time for different partitions. Every method throws {@link NullPointerException} for a null argument.
 *
 * @param <K> key type
 * @param <V> value type
 */
public interface SessionWindowedKStream<K, V> {

    /**
     * Counts the records of each key and session. Records with a null value count too.
     *
     * @return key and session to number of records
     */
    KTable<Windowed<K>, Long> count();

    /**
     * Named form of {@link #count()}.
     *
     * @param named name of the step
     * @return key and session to number of records
     */
    KTable<Windowed<K>, Long> count(Named named);

    /**
     * As {@link #count()}, and says how the result is kept.
     *
     * @param materialized name, kind and serdes of the store
     * @return key and session to number of records
     */
    KTable<Windowed<K>, Long> count(Materialized<K, Long, SessionStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #count()}, with a name, and says how the result is kept.
     *
     * @param named name of the step
     * @param materialized name, kind and serdes of the store
     * @return key and session to number of records
     */
    KTable<Windowed<K>, Long> count(Named named, Materialized<K, Long, SessionStore<Bytes, byte[]>> materialized);

    /**
     * Combines the values of each key and session into one of the same type. The first value is taken as it is. Null
     * values reach the reducer, too.
     *
     * @param reducer combines the value so far with the next one
     * @return key and session to combined value
     */
    KTable<Windowed<K>, V> reduce(Reducer<V> reducer);

    /**
     * Named form of {@link #reduce(Reducer)}.
     *
     * @param reducer combines the value so far with the next one
     * @param named name of the step
     * @return key and session to combined value
     */
    KTable<Windowed<K>, V> reduce(Reducer<V> reducer, Named named);

    /**
     * As {@link #reduce(Reducer)}, and says how the result is kept.
     *
     * @param reducer combines the value so far with the next one
     * @param materialized name, kind and serdes of the store
     * @return key and session to combined value
     */
    KTable<Windowed<K>, V> reduce(Reducer<V> reducer, Materialized<K, V, SessionStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #reduce(Reducer)}, with a name, and says how the result is kept.
     *
     * @param reducer combines the value so far with the next one
     * @param named name of the step
     * @param materialized name, kind and serdes of the store
     * @return key and session to combined value
     */
    KTable<Windowed<K>, V> reduce(
            Reducer<V> reducer, Named named, Materialized<K, V, SessionStore<Bytes, byte[]>> materialized);

    /**
     * Adds up the records of each key and session in an aggregate of any type. Null values reach the aggregator, too.
     *
     * @param <VOut> type of the aggregate
     * @param initializer makes the aggregate that a session starts with
     * @param aggregator adds a record to the aggregate
     * @param sessionMerger makes one aggregate of those of two sessions
     * @return key and session to aggregate
     */
    <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> sessionMerger);

    /**
     * Named form of {@link #aggregate(Initializer, Aggregator, Merger)}.
     *
     * @param <VOut> type of the aggregate
     * @param initializer makes the aggregate that a session starts with
     * @param aggregator adds a record to the aggregate
     * @param sessionMerger makes one aggregate of those of two sessions
     * @param named name of the step
     * @return key and session to aggregate
     */
    <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> sessionMerger,
            Named named);

    /**
     * As {@link #aggregate(Initializer, Aggregator, Merger)}, and says how the result is kept.
     *
     * @param <VOut> type of the aggregate
     * @param initializer makes the aggregate that a session starts with
     * @param aggregator adds a record to the aggregate
     * @param sessionMerger makes one aggregate of those of two sessions
     * @param materialized name, kind and serdes of the store
     * @return key and session to aggregate
     */
    <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> sessionMerger,
            Materialized<K, VOut, SessionStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #aggregate(Initializer, Aggregator, Merger)}, with a name, and says how the result is kept.
     *
     * @param <VOut> type of the aggregate
     * @param initializer makes the aggregate that a session starts with
     * @param aggregator adds a record to the aggregate
     * @param sessionMerger makes one aggregate of those of two sessions
     * @param named name of the step
     * @param materialized name, kind and serdes of the store
     * @return key and session to aggregate
     */
    <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> sessionMerger,
            Named named,
            Materialized<K, VOut, SessionStore<Bytes, byte[]>> materialized);

    /**
     * Says when results go on: by default whenever a session changes. With {@link EmitStrategy#onWindowClose()} a
     * session goes on once, when it has closed, and without an old value.
     *
     * @param emitStrategy the strategy
     * @return this object, changed
     */
    SessionWindowedKStream<K, V> emitStrategy(EmitStrategy emitStrategy);
}
