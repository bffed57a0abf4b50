package io.millrace.store;

import io.millrace.streams.errors.InvalidStateStoreException;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.SessionStore;
import io.millrace.streams.state.SessionStoreWithHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A session store with its aggregates in a form that has less. As thread safe as the store.
 *
 * @param <K> the key
 * @param <S> what the store keeps
 * @param <V> what is shown
 */
@SuppressWarnings("NullAway") // absent values are null, whatever the type says
public final class SessionView<K, S, V> extends ViewedStore<SessionStore<K, S>> implements SessionStore<K, V> {

    private final ValueView<S, V> values;

    /** A view on a store, which must keep what {@code values} takes. */
    public SessionView(SessionStore<K, S> store, ValueView<S, V> values) {
        super(store);
        this.values = values;
    }

    /** The aggregates of a session store: the store itself, unless it keeps headers too. */
    @SuppressWarnings("unchecked") // a store has one type of keys and values, whatever side it is seen from
    public static <K, V> SessionStore<K, V> plain(StateStore store) {
        if (store instanceof SessionStoreWithHeaders<?, ?> withHeaders) {
            return new SessionView<>((SessionStoreWithHeaders<K, V>) withHeaders, ValueView.plainSessions());
        }
        if (store instanceof SessionStore<?, ?> sessions) {
            return (SessionStore<K, V>) sessions;
        }
        throw new InvalidStateStoreException("store " + store.name() + " of sessions is a "
                + store.getClass().getName() + " (expected: a session store)");
    }

    @Override
    public void put(Windowed<K> sessionKey, @Nullable V aggregate) {
        store.put(sessionKey, values.written().apply(aggregate));
    }

    @Override
    public void remove(Windowed<K> sessionKey) {
        store.remove(sessionKey);
    }

    @Override
    public V fetchSession(K key, long sessionStartTime, long sessionEndTime) {
        return values.shown().apply(store.fetchSession(key, sessionStartTime, sessionEndTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> findSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        return shown(store.findSessions(key, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFindSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        return shown(store.backwardFindSessions(key, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return shown(store.findSessions(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return shown(store.backwardFindSessions(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> findSessions(long earliestSessionEndTime, long latestSessionEndTime) {
        return shown(store.findSessions(earliestSessionEndTime, latestSessionEndTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetch(K key) {
        return shown(store.fetch(key));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetch(K key) {
        return shown(store.backwardFetch(key));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return shown(store.fetch(keyFrom, keyTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return shown(store.backwardFetch(keyFrom, keyTo));
    }

    private KeyValueIterator<Windowed<K>, V> shown(KeyValueIterator<Windowed<K>, S> entries) {
        return new ShownEntries<>(entries, values.shown());
    }
}
