package io.millrace.streams.state;

import io.millrace.streams.kstream.Windowed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The reading side of a session store: values by key and session.
 *
 * <p>Sessions whose end is further back in stream time than the store's retention are not returned. The sessions of one
 * key come in the order of their ends, then of their starts. Several keys are ordered by their bytes, but within
 * stretches of time: what ended long ago comes first. Iterators must be closed. An instance that a query returned may
 * be used by any thread, one that a processor was handed only by the processor. Every method throws
 * {@link io.millrace.streams.errors.InvalidStateStoreException} if the store is closed or has moved.
 *
 * @param <K> key type
 * @param <AGG> type of the aggregate
 */
public interface ReadOnlySessionStore<K, AGG> {

    /**
     * The sessions of one key that touch a stretch of time.
     *
     * @param key the key
     * @param earliestSessionEndTime sessions that end before are left out; milliseconds since the epoch
     * @param latestSessionStartTime sessions that start later are left out; milliseconds since the epoch
     * @return the sessions, to be closed
     * @throws NullPointerException if the key is null
     * @throws UnsupportedOperationException if this kind of store cannot do it; those of the library can
     */
    default KeyValueIterator<Windowed<K>, AGG> findSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        throw StoreLimits.cannot(this, "find sessions by time");
    }

    /**
     * The sessions of one key that touch a stretch of time.
     *
     * @param key the key
     * @param earliestSessionEndTime sessions that end before are left out
     * @param latestSessionStartTime sessions that start later are left out
     * @return the sessions, to be closed
     * @throws NullPointerException if the key is null
     * @throws IllegalArgumentException if a time is null or does not fit into milliseconds
     * @throws UnsupportedOperationException if this kind of store cannot do it; those of the library can
     */
    default KeyValueIterator<Windowed<K>, AGG> findSessions(
            K key, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        throw StoreLimits.cannot(this, "find sessions by time");
    }

    /**
     * The sessions of several keys that touch a stretch of time.
     *
     * @param keyFrom first key, inclusive; null for the first of all
     * @param keyTo last key, inclusive; null for the last of all
     * @param earliestSessionEndTime sessions that end before are left out; milliseconds since the epoch
     * @param latestSessionStartTime sessions that start later are left out; milliseconds since the epoch
     * @return the sessions, to be closed
     * @throws UnsupportedOperationException if this kind of store cannot do it; those of the library can
     */
    default KeyValueIterator<Windowed<K>, AGG> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        throw StoreLimits.cannot(this, "find sessions by time");
    }

    /**
     * The sessions of several keys that touch a stretch of time.
     *
     * @param keyFrom first key, inclusive; null for the first of all
     * @param keyTo last key, inclusive; null for the last of all
     * @param earliestSessionEndTime sessions that end before are left out
     * @param latestSessionStartTime sessions that start later are left out
     * @return the sessions, to be closed
     * @throws IllegalArgumentException if a time is null or does not fit into milliseconds
     * @throws UnsupportedOperationException if this kind of store cannot do it; those of the library can
     */
    default KeyValueIterator<Windowed<K>, AGG> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        throw StoreLimits.cannot(this, "find sessions by time");
    }

    /**
     * The sessions of one key that touch a stretch of time, in the opposite order.
     *
     * @param key the key
     * @param earliestSessionEndTime sessions that end before are left out; milliseconds since the epoch
     * @param latestSessionStartTime sessions that start later are left out; milliseconds since the epoch
     * @return the sessions, to be closed
     * @throws NullPointerException if the key is null
     * @throws UnsupportedOperationException if this kind of store cannot do it; those of the library can
     */
    default KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        throw StoreLimits.cannot(this, "be read backwards");
    }

    /**
     * The sessions of one key that touch a stretch of time, in the opposite order.
     *
     * @param key the key
     * @param earliestSessionEndTime sessions that end before are left out
     * @param latestSessionStartTime sessions that start later are left out
     * @return the sessions, to be closed
     * @throws NullPointerException if the key is null
     * @throws IllegalArgumentException if a time is null or does not fit into milliseconds
     * @throws UnsupportedOperationException if this kind of store cannot do it; those of the library can
     */
    default KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            K key, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        throw StoreLimits.cannot(this, "be read backwards");
    }

    /**
     * The sessions of several keys that touch a stretch of time, in the opposite order.
     *
     * @param keyFrom first key, inclusive; null for the first of all
     * @param keyTo last key, inclusive; null for the last of all
     * @param earliestSessionEndTime sessions that end before are left out; milliseconds since the epoch
     * @param latestSessionStartTime sessions that start later are left out; milliseconds since the epoch
     * @return the sessions, to be closed
     * @throws UnsupportedOperationException if this kind of store cannot do it; those of the library can
     */
    default KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        throw StoreLimits.cannot(this, "be read backwards");
    }

    /**
     * The sessions of several keys that touch a stretch of time, in the opposite order.
     *
     * @param keyFrom first key, inclusive; null for the first of all
     * @param keyTo last key, inclusive; null for the last of all
     * @param earliestSessionEndTime sessions that end before are left out
     * @param latestSessionStartTime sessions that start later are left out
     * @return the sessions, to be closed
     * @throws IllegalArgumentException if a time is null or does not fit into milliseconds
     * @throws UnsupportedOperationException if this kind of store cannot do it; those of the library can
     */
    default KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        throw StoreLimits.cannot(this, "be read backwards");
    }

    /**
     * The value of one session.
     *
     * @param key the key
     * @param sessionStartTime its start, exactly; milliseconds since the epoch
     * @param sessionEndTime its end, exactly; milliseconds since the epoch
     * @return its value, {@code null} if there is no such session
     * @throws NullPointerException if the key is null
     * @throws UnsupportedOperationException if this kind of store cannot do it; those of the library can
     */
    default @Nullable AGG fetchSession(K key, long sessionStartTime, long sessionEndTime) {
        throw StoreLimits.cannot(this, "fetch a session by its window");
    }

    /**
     * The value of one session.
     *
     * @param key the key
     * @param sessionStartTime its start, exactly
     * @param sessionEndTime its end, exactly
     * @return its value, {@code null} if there is no such session
     * @throws NullPointerException if the key is null
     * @throws IllegalArgumentException if a time is null or does not fit into milliseconds
     * @throws UnsupportedOperationException if this kind of store cannot do it; those of the library can
     */
    default @Nullable AGG fetchSession(K key, Instant sessionStartTime, Instant sessionEndTime) {
        throw StoreLimits.cannot(this, "fetch a session by its window");
    }

    /**
     * All sessions of one key.
     *
     * @param key the key
     * @return the sessions, to be closed
     * @throws NullPointerException if the key is null
     */
    KeyValueIterator<Windowed<K>, AGG> fetch(K key);

    /**
     * All sessions of several keys.
     *
     * @param keyFrom first key, inclusive; null for the first of all
     * @param keyTo last key, inclusive; null for the last of all
     * @return the sessions, to be closed
     */
    KeyValueIterator<Windowed<K>, AGG> fetch(@Nullable K keyFrom, @Nullable K keyTo);

    /**
     * All sessions of one key, in the opposite order.
     *
     * @param key the key
     * @return the sessions, to be closed
     * @throws NullPointerException if the key is null
     * @throws UnsupportedOperationException if this kind of store cannot do it; those of the library can
     */
    default KeyValueIterator<Windowed<K>, AGG> backwardFetch(K key) {
        throw StoreLimits.cannot(this, "be read backwards");
    }

    /**
     * All sessions of several keys, in the opposite order.
     *
     * @param keyFrom first key, inclusive; null for the first of all
     * @param keyTo last key, inclusive; null for the last of all
     * @return the sessions, to be closed
     * @throws UnsupportedOperationException if this kind of store cannot do it; those of the library can
     */
    default KeyValueIterator<Windowed<K>, AGG> backwardFetch(@Nullable K keyFrom, @Nullable K keyTo) {
        throw StoreLimits.cannot(this, "be read backwards");
    }
}
