package io.millrace.store;

import io.millrace.streams.KeyValue;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.KeyValueStore;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** A user's key-value store of bytes. */
final class UserKeyValueBytes implements UserBytes {

    private final KeyValueStore<Bytes, byte[]> store;
    private final UserValues values;

    private UserKeyValueBytes(KeyValueStore<Bytes, byte[]> store, UserValues values) {
        this.store = store;
        this.values = values;
    }

    /** Opens a user's store; null when it turns out to be one of ours, which needs no help. */
    static @Nullable UserBytes open(
            KeyValueStore<Bytes, byte[]> store, StoreSpec spec, StateStoreContext context, StateStore root) {
        if (store instanceof TypedStore<?, ?, ?>) {
            return null;
        }
        store.init(context instanceof StoreScope ? new UserStoreContext(context) : context, root);
        return new UserKeyValueBytes(store, UserValues.of(store, spec));
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return values.ours(store.get(Bytes.wrap(key)));
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        store.put(Bytes.wrap(key), values.users(value));
    }

    @Override
    public ByteCursor scan(byte @Nullable [] from, byte @Nullable [] to, boolean forward) {
        Bytes first = from == null ? null : Bytes.wrap(from);
        Bytes last = to == null ? null : Bytes.wrap(to);
        return new UserCursor(forward ? store.range(first, last) : store.reverseRange(first, last), to);
    }

    @Override
    public long approximateEntries() {
        return store.approximateNumEntries();
    }

    @Override
    public void fillFrom(ByteStore slot) {
        try (KeyValueIterator<Bytes, byte[]> present = store.all()) {
            while (present.hasNext()) {
                Bytes key = present.next().key;
                if (slot.get(key.get()) == null) {
                    store.delete(key);
                }
            }
        }
        try (ByteCursor wanted = slot.scan(null, null, true)) {
            while (wanted.next()) {
                put(wanted.key(), wanted.value());
            }
        }
    }

    @Override
    public void close() {
        store.close();
    }

    /** The user's ranges include their ends, ours do not. */
    private final class UserCursor implements ByteCursor {
        private final KeyValueIterator<Bytes, byte[]> entries;
        private final byte @Nullable [] end;
        private KeyValue<Bytes, byte[]> current = KeyValue.pair(Bytes.wrap(new byte[0]), new byte[0]);

        private UserCursor(KeyValueIterator<Bytes, byte[]> entries, byte @Nullable [] end) {
            this.entries = entries;
            this.end = end;
        }

        @Override
        public boolean next() {
            while (entries.hasNext()) {
                current = entries.next();
                if (end == null || Arrays.compareUnsigned(current.key.get(), end) < 0) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public byte[] key() {
            return current.key.get();
        }

        @Override
        public byte[] value() {
            byte[] ours = values.ours(current.value);
            return ours == null ? current.value : ours;
        }

        @Override
        public void close() {
            entries.close();
        }
    }
}
