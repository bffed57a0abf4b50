package io.millrace.streams.kstream;

import io.millrace.streams.state.WindowStore;
import org.apache.kafka.common.utils.Bytes;

/**
 * Several grouped streams whose records go into one aggregate per key and window. Comes from
 * {@link CogroupedKStream#windowedBy(Windows)} and {@link CogroupedKStream#windowedBy(SlidingWindows)}.
 *
 * <p>Windows, late records and results are those of {@link TimeWindowedKStream}; each stream has a stream time of its
 * own to close windows by. Results go on whenever a window changes.
 *
 * <p>Not thread safe: a topology is put together by one thread. Every method throws {@link NullPointerException} for a
 * null argument.
 *
 * @param <K> key type
 * @param <V> type of the aggregate
 */
public interface TimeWindowedCogroupedKStream<K, V> {

    /**
     * Aggregates.
     *
     * @param initializer makes the aggregate that a window starts with
     * @return key and window to aggregate
     */
    KTable<Windowed<K>, V> aggregate(Initializer<V> initializer);

    /**
     * Named form of {@link #aggregate(Initializer)}.
     *
     * @param initializer makes the aggregate that a window starts with
     * @param named name of the step; the steps of the single streams get a suffix
     * @return key and window to aggregate
     */
    KTable<Windowed<K>, V> aggregate(Initializer<V> initializer, Named named);

    /**
     * As {@link #aggregate(Initializer)}, and says how the result is kept.
     *
     * @param initializer makes the aggregate that a window starts with
     * @param materialized name, kind and serdes of the store
     * @return key and window to aggregate
     */
    KTable<Windowed<K>, V> aggregate(
            Initializer<V> initializer, Materialized<K, V, WindowStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #aggregate(Initializer)}, with a name, and says how the result is kept.
     *
     * @param initializer makes the aggregate that a window starts with
     * @param named name of the step; the steps of the single streams get a suffix
     * @param materialized name, kind and serdes of the store
     * @return key and window to aggregate
     */
    KTable<Windowed<K>, V> aggregate(
            Initializer<V> initializer, Named named, Materialized<K, V, WindowStore<Bytes, byte[]>> materialized);
}
