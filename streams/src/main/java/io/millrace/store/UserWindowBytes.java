package io.millrace.store;

import io.millrace.base.BigEndian;
import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.WindowStore;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A user's window store of bytes. Its order is its own, so a range is fetched segment by segment as a whole and put in
 * order here.
 */
final class UserWindowBytes implements UserBytes {

    private final WindowStore<Bytes, byte[]> store;
    private final UserValues values;
    private final long segmentIntervalMs;
    private final boolean hasDuplicates;
    private final WindowKeys keys;

    private UserWindowBytes(WindowStore<Bytes, byte[]> store, UserValues values, KeyLayout.Windows windows) {
        this.store = store;
        this.values = values;
        this.segmentIntervalMs = windows.segmentIntervalMs();
        this.hasDuplicates = windows.retainDuplicates();
        this.keys = WindowKeys.ofWindows(segmentIntervalMs);
    }

    /** Opens a user's store; null when it turns out to be one of ours, which needs no help. */
    static @Nullable UserBytes open(
            WindowStore<Bytes, byte[]> store,
            StoreSpec spec,
            KeyLayout.Windows windows,
            StateStoreContext context,
            StateStore root) {
        if (store instanceof TypedStore<?, ?, ?>) {
            return null;
        }
        store.init(context instanceof StoreScope ? new UserStoreContext(context) : context, root);
        return new UserWindowBytes(store, UserValues.of(store, spec), windows);
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return keys.isEntry(key) ? values.ours(store.fetch(Bytes.wrap(keys.key(key)), keys.time(key))) : null;
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        store.put(Bytes.wrap(keys.key(key)), values.users(value), keys.time(key));
    }

    @Override
    public ByteCursor scan(byte @Nullable [] from, byte @Nullable [] to, boolean forward) {
        long first = from == null ? 0 : BigEndian.getLong(from, 0);
        // The end may be the beginning of a segment that is not meant any more; fetching it does no harm.
        long last = to == null ? Long.MAX_VALUE : BigEndian.getLong(to, 0);
        SortedBytes found = SortedBytes.empty();
        int sequence = 0;
        try (KeyValueIterator<Windowed<Bytes>, byte[]> entries =
                store.fetchAll(first * segmentIntervalMs, endOf(last))) {
            while (entries.hasNext()) {
                KeyValue<Windowed<Bytes>, byte[]> entry = entries.next();
                byte[] value = values.ours(entry.value);
                if (value != null) {
                    sequence += hasDuplicates ? 1 : 0;
                    long start = entry.key.window().start();
                    found = found.with(keys.storeKey(entry.key.key().get(), start, sequence), value);
                }
            }
        }
        return found.scan(from, to, forward);
    }

    private long endOf(long segment) {
        return segment < 0 || segment >= Long.MAX_VALUE / segmentIntervalMs - 1
                ? Long.MAX_VALUE
                : (segment + 1) * segmentIntervalMs - 1;
    }

    @Override
    public long approximateEntries() {
        long entries = 0;
        try (KeyValueIterator<Windowed<Bytes>, byte[]> all = store.all()) {
            while (all.hasNext()) {
                all.next();
                entries++;
            }
        }
        return entries;
    }

    /** Duplicates cannot be told apart through this interface: a store that kept them itself is left as it is. */
    @Override
    public void fillFrom(ByteStore slot) {
        if (store.persistent() && hasDuplicates) {
            return;
        }
        try (KeyValueIterator<Windowed<Bytes>, byte[]> present = store.all()) {
            while (present.hasNext()) {
                Windowed<Bytes> key = present.next().key;
                long start = key.window().start();
                if (slot.get(keys.storeKey(key.key().get(), start, 0)) == null) {
                    store.put(key.key(), null, start);
                }
            }
        }
        try (ByteCursor wanted = slot.scan(null, null, true)) {
            while (wanted.next()) {
                if (keys.isEntry(wanted.key())) {
                    put(wanted.key(), wanted.value());
                }
            }
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
