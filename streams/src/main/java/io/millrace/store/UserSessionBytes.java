package io.millrace.store;

import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.internals.SessionWindow;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.SessionStore;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A user's session store of bytes. Its order is its own, so what may be in a range is found as a whole and put in order
 * here: the sessions of one key where both ends of the range name the same one, else those of all keys.
 */
final class UserSessionBytes implements UserBytes {

    private final SessionStore<Bytes, byte[]> store;
    private final UserValues values;
    private final WindowKeys keys;

    private UserSessionBytes(SessionStore<Bytes, byte[]> store, UserValues values, WindowKeys keys) {
        this.store = store;
        this.values = values;
        this.keys = keys;
    }

    /** Opens a user's store; null when it turns out to be one of ours, which needs no help. */
    static @Nullable UserBytes open(
            SessionStore<Bytes, byte[]> store,
            StoreSpec spec,
            WindowKeys keys,
            StateStoreContext context,
            StateStore root) {
        if (store instanceof TypedStore<?, ?, ?>) {
            return null;
        }
        store.init(context instanceof StoreScope ? new UserStoreContext(context) : context, root);
        return new UserSessionBytes(store, UserValues.of(store, spec), keys);
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return keys.isEntry(key)
                ? values.ours(store.fetchSession(Bytes.wrap(keys.key(key)), keys.rest(key), keys.time(key)))
                : null;
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        Windowed<Bytes> session =
                new Windowed<>(Bytes.wrap(keys.key(key)), new SessionWindow(keys.rest(key), keys.time(key)));
        if (value == null) {
            store.remove(session);
        } else {
            store.put(session, values.users(value));
        }
    }

    @Override
    public ByteCursor scan(byte @Nullable [] from, byte @Nullable [] to, boolean forward) {
        SortedBytes found = SortedBytes.empty();
        try (KeyValueIterator<Windowed<Bytes>, byte[]> sessions = find(from, to)) {
            while (sessions.hasNext()) {
                KeyValue<Windowed<Bytes>, byte[]> session = sessions.next();
                byte[] value = values.ours(session.value);
                if (value != null) {
                    found = found.with(storeKey(session.key), value);
                }
            }
        }
        return found.scan(from, to, forward);
    }

    private KeyValueIterator<Windowed<Bytes>, byte[]> find(byte @Nullable [] from, byte @Nullable [] to) {
        if (from != null && to != null && keys.isEntry(from) && to.length > from.length) {
            byte[] key = keys.key(from);
            if (keys.compareKey(Arrays.copyOf(to, from.length), key) == 0) {
                return store.fetch(Bytes.wrap(key));
            }
        }
        return store.fetch(null, null);
    }

    private byte[] storeKey(Windowed<Bytes> session) {
        return keys.storeKey(
                session.key().get(), session.window().end(), session.window().start());
    }

    @Override
    public long approximateEntries() {
        long entries = 0;
        try (KeyValueIterator<Windowed<Bytes>, byte[]> all = find(null, null)) {
            while (all.hasNext()) {
                all.next();
                entries++;
            }
        }
        return entries;
    }

    @Override
    public void fillFrom(ByteStore slot) {
        try (KeyValueIterator<Windowed<Bytes>, byte[]> present = find(null, null)) {
            while (present.hasNext()) {
                Windowed<Bytes> session = present.next().key;
                if (slot.get(storeKey(session)) == null) {
                    store.remove(session);
                }
            }
        }
        try (ByteCursor wanted = slot.scan(null, WindowKeys.ENTRIES_END, true)) {
            while (wanted.next()) {
                put(wanted.key(), wanted.value());
            }
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
