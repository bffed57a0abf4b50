package io.millrace.streams.kstream;

import io.millrace.streams.state.SessionStore;
import org.apache.kafka.common.utils.Bytes;

/**
 * Several grouped streams whose records go into one aggregate per key and session. Comes from
 * {@link CogroupedKStream#windowedBy(SessionWindows)}.
 *
 * <p>Sessions, late records and results are those of {@link SessionWindowedKStream}; each stream has a stream time of
 * its own to close sessions by. Results go on whenever a session changes.
 *
 * <p>Not thread safe: a topology is put together by one thread. Every method throws {@link NullPointerException} for a
 * null argument.
 *
 * @param <K> key type
 * @param <V> type of the aggregate
 */
public interface SessionWindowedCogroupedKStream<K, V> {

    /**
     * Aggregates.
     *
     * @param initializer makes the aggregate that a session starts with
     * @param sessionMerger makes one aggregate of those of two sessions
     * @return key and session to aggregate
     */
    KTable<Windowed<K>, V> aggregate(Initializer<V> initializer, Merger<? super K, V> sessionMerger);

    /**
     * Named form of {@link #aggregate(Initializer, Merger)}.
     *
     * @param initializer makes the aggregate that a session starts with
     * @param sessionMerger makes one aggregate of those of two sessions
     * @param named name of the step; the steps of the single streams get a suffix
     * @return key and session to aggregate
     */
    KTable<Windowed<K>, V> aggregate(Initializer<V> initializer, Merger<? super K, V> sessionMerger, Named named);

    /**
     * As {@link #aggregate(Initializer, Merger)}, and says how the result is kept.
     *
     * @param initializer makes the aggregate that a session starts with
     * @param sessionMerger makes one aggregate of those of two sessions
     * @param materialized name, kind and serdes of the store
     * @return key and session to aggregate
     */
    KTable<Windowed<K>, V> aggregate(
            Initializer<V> initializer,
            Merger<? super K, V> sessionMerger,
            Materialized<K, V, SessionStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #aggregate(Initializer, Merger)}, with a name, and says how the result is kept.
     *
     * @param initializer makes the aggregate that a session starts with
     * @param sessionMerger makes one aggregate of those of two sessions
     * @param named name of the step; the steps of the single streams get a suffix
     * @param materialized name, kind and serdes of the store
     * @return key and session to aggregate
     */
    KTable<Windowed<K>, V> aggregate(
            Initializer<V> initializer,
            Merger<? super K, V> sessionMerger,
            Named named,
            Materialized<K, V, SessionStore<Bytes, byte[]>> materialized);
}
