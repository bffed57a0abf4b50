package io.millrace.store;

import static java.util.Objects.requireNonNull;

import io.millrace.store.StoreMeters.Operation;
import io.millrace.streams.kstream.Window;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.internals.SessionWindow;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.SessionStore;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A session store: values by key, start and end, kept for the retention time after the end. See {@link WindowKeys} for
 * where they lie and {@link WindowRetention} for how long.
 *
 * @param <K> the key
 * @param <V> the value alone
 * @param <S> what users see as the value
 */
sealed class TypedSessionStore<K, V, S> extends TypedStore<K, V, S>
        implements SessionStore<K, S>, EmittingStore<Windowed<K>, V>, TimeOrderedStore<K, S>, StoreCore.Shape
        permits TypedHeadersSessionStore {

    private static final String NULL_KEY = "key: null (expected: a key)";

    private final WindowKeys sessionKeys;
    private final WindowRetention retention;
    private final @Nullable Supplier<SessionStore<Bytes, byte[]>> userStore;
    private @Nullable StoreScope scope;
    private @Nullable TimeOrder<K> order;

    TypedSessionStore(
            StoreDefinition<K, V, S> definition,
            KeyLayout.Sessions sessions,
            @Nullable Supplier<SessionStore<Bytes, byte[]>> userStore) {
        super(definition);
        this.sessionKeys = WindowKeys.ofSessions(sessions.segmentIntervalMs());
        this.retention = new WindowRetention(
                sessions.retentionMs(), sessionKeys, definition.spec().residence());
        this.userStore = userStore;
    }

    /** What the buffer has as a key, beside the end. */
    record Place(Object key, long start) {}

    @Override
    StoreCore<K, V, S> open(StoreHome home, StateStoreContext context) {
        scope = home.scope();
        retention.load(home.committed());
        KeyForm<K> keys = definition().keyForm(context);
        order = new TimeOrder<>(home, keys, (key, end, sequence) -> {
            Place place = (Place) key;
            return TimeOrder.key(end, place.start, keys.heldBytes(place.key));
        });
        WriteBuffer.KeyOrder byEnd = (key, end, sequence) -> {
            Place place = (Place) key;
            return sessionKeys.storeKey(keys.heldBytes(place.key), end, place.start);
        };
        return new StoreCore<>(home, keys, definition().valueForm(context), byEnd, this);
    }

    private TimeOrder<K> order() {
        return requireNonNull(order, "an open store without its order");
    }

    @Override
    @Nullable
    UserBytes openUserBytes(StateStoreContext context, StateStore root) {
        return userStore == null ? null : UserSessionBytes.open(userStore.get(), spec(), sessionKeys, context, root);
    }

    @Override
    byte @Nullable [] restoredKey(byte[] changelogKey) {
        return retention.observe(sessionKeys.time(changelogKey)) ? sessionKeys.ofChangelogKey(changelogKey) : null;
    }

    @Override
    public boolean isVisible(long end) {
        return retention.isVisible(end);
    }

    @Override
    public boolean isKept(long end) {
        return retention.isKept(end);
    }

    @Override
    public void seal(StoreSlot slot, StateChanges changes) {
        retention.seal(slot, changes, order().firstNeeded());
        order().seal(changes);
    }

    @Override
    public void applied() {
        order().applied();
    }

    @Override
    public void release() {
        order().close();
    }

    @Override
    public boolean emitTo(Emission<Windowed<K>, V> listener, boolean withOldValue) {
        StoreCore<K, V, S> open = core();
        return open.emitTo(
                (entry, newValue, oldValue, timestamp) -> {
                    Place place = (Place) entry.key;
                    K key = open.keys().show(place.key);
                    Windowed<K> session = new Windowed<>(key, new SessionWindow(place.start, entry.start));
                    listener.emit(session, newValue, oldValue, entry.start);
                },
                withOldValue);
    }

    @Override
    public void keepTimeOrder() {
        Scan<S> sessions = scan(WindowRanges.Asked.between(null, null, true), 0, Long.MAX_VALUE);
        order().keep(sessions, sessionKeys, this::hold);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> inTimeOrder(long from, long to) {
        return new Sessions(order().scan(core(), sessionKeys, this::hold, from, to));
    }

    @Override
    public void forgetOrderUpTo(long time) {
        order().forgetUpTo(time);
    }

    private Object hold(byte[] key, long start) {
        return new Place(core().keys().holdBytes(key), start);
    }

    @Override
    public void put(Windowed<K> sessionKey, @Nullable S aggregate) {
        long begunNs = core().begin();
        if (!write(sessionKey, aggregate) && scope != null) {
            scope.recordDropped();
        }
        core().endPut(begunNs);
    }

    @Override
    public void remove(Windowed<K> sessionKey) {
        long begunNs = core().begin();
        write(sessionKey, null);
        core().end(Operation.REMOVE, begunNs);
    }

    /** False when the session is too old to be kept. What is held back is emitted nevertheless. */
    private boolean write(Windowed<K> sessionKey, @Nullable S aggregate) {
        K key = requireNonNull(
                requireNonNull(sessionKey, "sessionKey: null (expected: key and window)")
                        .key(),
                NULL_KEY);
        Window window = requireNonNull(sessionKey.window(), "window: null (expected: the session's)");
        StoreCore<K, V, S> open = core();
        boolean kept = retention.observe(window.end());
        if (kept || open.holdsBack()) {
            Place place = new Place(open.keys().hold(key), window.start());
            order().beforePut(open, place, window.end(), aggregate == null);
            open.put(place, window.end(), 0, aggregate);
        }
        return kept;
    }

    @Override
    public @Nullable S fetchSession(K key, long sessionStartTime, long sessionEndTime) {
        requireNonNull(key, NULL_KEY);
        StoreCore<K, V, S> open = core();
        long begunNs = open.begin();
        S value = retention.isVisible(sessionEndTime)
                ? open.get(new Place(open.keys().hold(key), sessionStartTime), sessionEndTime, 0)
                : null;
        open.end(Operation.FETCH, begunNs);
        return value;
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> findSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        return sessionsOf(key, earliestSessionEndTime, latestSessionStartTime, true);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> backwardFindSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        return sessionsOf(key, earliestSessionEndTime, latestSessionStartTime, false);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return sessions(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime, true);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return sessions(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime, false);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> findSessions(long earliestSessionEndTime, long latestSessionEndTime) {
        return new Sessions(
                scan(WindowRanges.Asked.between(null, null, true), earliestSessionEndTime, latestSessionEndTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> fetch(K key) {
        return sessionsOf(key, 0, Long.MAX_VALUE, true);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> backwardFetch(K key) {
        return sessionsOf(key, 0, Long.MAX_VALUE, false);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> fetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return sessions(keyFrom, keyTo, 0, Long.MAX_VALUE, true);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> backwardFetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return sessions(keyFrom, keyTo, 0, Long.MAX_VALUE, false);
    }

    private Sessions sessionsOf(K key, long earliestEnd, long latestStart, boolean forward) {
        byte[] bytes = core().keys().bytes(requireNonNull(key, NULL_KEY));
        return touching(WindowRanges.Asked.one(bytes, forward), earliestEnd, latestStart);
    }

    private Sessions sessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestEnd, long latestStart, boolean forward) {
        KeyForm<K> keys = core().keys();
        byte[] from = keyFrom == null ? null : keys.bytes(keyFrom);
        byte[] to = keyTo == null ? null : keys.bytes(keyTo);
        return touching(WindowRanges.Asked.between(from, to, forward), earliestEnd, latestStart);
    }

    private Sessions touching(WindowRanges.Asked asked, long earliestEnd, long latestStart) {
        WindowRanges ranges = ranges(asked, earliestEnd, Long.MAX_VALUE);
        LiveScan.KeyFilter filter = key -> ranges.accepts(key) && sessionKeys.rest(key) <= latestStart;
        return new Sessions(new LiveScan<>(core(), ranges, filter, asked.forward()));
    }

    private Scan<S> scan(WindowRanges.Asked asked, long earliestEnd, long latestEnd) {
        WindowRanges ranges = ranges(asked, earliestEnd, latestEnd);
        return new LiveScan<>(core(), ranges, ranges, asked.forward());
    }

    private WindowRanges ranges(WindowRanges.Asked asked, long earliestEnd, long latestEnd) {
        return new WindowRanges(
                sessionKeys,
                asked,
                Math.max(earliestEnd, retention.firstVisible()),
                Math.min(latestEnd, retention.observedMs()));
    }

    private final class Sessions extends StoreIterator<Windowed<K>, S> {

        private Sessions(Scan<S> scan) {
            super(scan, Operation.FETCH, core().meters());
        }

        @Override
        Windowed<K> key(byte[] storeKey) {
            K key = core().keys().read(sessionKeys.key(storeKey));
            return new Windowed<>(key, new SessionWindow(sessionKeys.rest(storeKey), sessionKeys.time(storeKey)));
        }
    }
}
