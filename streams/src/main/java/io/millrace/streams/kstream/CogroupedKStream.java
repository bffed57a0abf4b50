package io.millrace.streams.kstream;

import io.millrace.streams.state.KeyValueStore;
import org.apache.kafka.common.utils.Bytes;

/**
 * Several grouped streams with the same kind of key, whose records go into one aggregate per key. Comes from
 * {@link KGroupedStream#cogroup(Aggregator)}.
 *
 * <p>There is one store, whatever the number of streams; the topics of the streams must have the same number of
 * partitions. Apart from that, what {@link KGroupedStream} says of aggregations is true here as well.
 *
 * <p>Not thread safe: a topology is put together by one thread. Every method throws {@link NullPointerException} for a
 * null argument.
 *
 * @param <K> key type
 * @param <VOut> type of the aggregate
 */
public interface CogroupedKStream<K, VOut> {

    /**
     * Adds a stream. A stream that is here already gets the new aggregator in place of the old one.
     *
     * @param <V> value type of the stream
     * @param groupedStream the stream
     * @param aggregator adds one of its records to the aggregate
     * @return this object, changed
     */
    <V> CogroupedKStream<K, VOut> cogroup(
            KGroupedStream<K, V> groupedStream, Aggregator<? super K, ? super V, VOut> aggregator);

    /**
     * Aggregates. Records with a null value are dropped.
     *
     * @param initializer makes the aggregate that a key starts with
     * @return key to aggregate
     */
    KTable<K, VOut> aggregate(Initializer<VOut> initializer);

    /**
     * Named form of {@link #aggregate(Initializer)}.
     *
     * @param initializer makes the aggregate that a key starts with
     * @param named name of the step; the steps of the single streams get a suffix
     * @return key to aggregate
     */
    KTable<K, VOut> aggregate(Initializer<VOut> initializer, Named named);

    /**
     * As {@link #aggregate(Initializer)}, and says how the result is kept.
     *
     * @param initializer makes the aggregate that a key starts with
     * @param materialized name, kind and serdes of the store
     * @return key to aggregate
     */
    KTable<K, VOut> aggregate(
            Initializer<VOut> initializer, Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #aggregate(Initializer)}, with a name, and says how the result is kept.
     *
     * @param initializer makes the aggregate that a key starts with
     * @param named name of the step; the steps of the single streams get a suffix
     * @param materialized name, kind and serdes of the store
     * @return key to aggregate
     */
    KTable<K, VOut> aggregate(
            Initializer<VOut> initializer,
            Named named,
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * Groups further by event time, into windows of fixed size.
     *
     * @param <W> kind of window
     * @param windows the windows, such as {@link TimeWindows}
     * @return takes the aggregation
     */
    <W extends Window> TimeWindowedCogroupedKStream<K, VOut> windowedBy(Windows<W> windows);

    /**
     * Groups further by event time, into windows that slide along with the events.
     *
     * @param windows the windows
     * @return takes the aggregation
     */
    TimeWindowedCogroupedKStream<K, VOut> windowedBy(SlidingWindows windows);

    /**
     * Groups further by event time, into sessions.
     *
     * @param windows the windows
     * @return takes the aggregation
     */
    SessionWindowedCogroupedKStream<K, VOut> windowedBy(SessionWindows windows);
}
