package io.millrace.streams.state;

import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.spi.Millis;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A store of values by key and session. What reading means stands at {@link ReadOnlySessionStore}.
 *
 * <p>A session's window is part of its key: a session that grows is removed, and put again with its new window.
 * Sessions that end further back in stream time than the store's retention are dropped. Used by the processor that it
 * is connected to, on its thread alone.
 *
 * @param <K> key type
 * @param <AGG> type of the aggregate
 * @see Stores#persistentSessionStore
 */
public interface SessionStore<K, AGG> extends StateStore, ReadOnlySessionStore<K, AGG> {

    /**
     * The sessions of all keys that end in a stretch of time, in the order of their ends.
     *
     * @param earliestSessionEndTime earliest end; milliseconds since the epoch
     * @param latestSessionEndTime latest end; milliseconds since the epoch
     * @return the sessions, to be closed
     * @throws UnsupportedOperationException if this kind of store cannot do it; those of the library can
     */
    default KeyValueIterator<Windowed<K>, AGG> findSessions(long earliestSessionEndTime, long latestSessionEndTime) {
        throw StoreLimits.cannot(this, "find sessions by their end");
    }

    @Override
    default KeyValueIterator<Windowed<K>, AGG> findSessions(
            K key, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        return findSessions(
                key,
                Millis.fromInstant(earliestSessionEndTime, "earliestSessionEndTime"),
                Millis.fromInstant(latestSessionStartTime, "latestSessionStartTime"));
    }

    @Override
    default KeyValueIterator<Windowed<K>, AGG> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        return findSessions(
                keyFrom,
                keyTo,
                Millis.fromInstant(earliestSessionEndTime, "earliestSessionEndTime"),
                Millis.fromInstant(latestSessionStartTime, "latestSessionStartTime"));
    }

    @Override
    default KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            K key, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        return backwardFindSessions(
                key,
                Millis.fromInstant(earliestSessionEndTime, "earliestSessionEndTime"),
                Millis.fromInstant(latestSessionStartTime, "latestSessionStartTime"));
    }

    @Override
    default KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        return backwardFindSessions(
                keyFrom,
                keyTo,
                Millis.fromInstant(earliestSessionEndTime, "earliestSessionEndTime"),
                Millis.fromInstant(latestSessionStartTime, "latestSessionStartTime"));
    }

    @Override
    default @Nullable AGG fetchSession(K key, Instant sessionStartTime, Instant sessionEndTime) {
        return fetchSession(
                key,
                Millis.fromInstant(sessionStartTime, "sessionStartTime"),
                Millis.fromInstant(sessionEndTime, "sessionEndTime"));
    }

    /**
     * Removes a session. Does nothing if it is not there.
     *
     * @param sessionKey key and window
     * @throws NullPointerException if it, its key or its window is null
     */
    void remove(Windowed<K> sessionKey);

    /**
     * Sets the value of a session.
     *
     * @param sessionKey key and window
     * @param aggregate the value; null removes the session
     * @throws NullPointerException if the session, its key or its window is null
     */
    void put(Windowed<K> sessionKey, @Nullable AGG aggregate);
}
