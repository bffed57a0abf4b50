package io.millrace.store;

import static java.util.Objects.requireNonNull;

import io.millrace.store.StoreMeters.Operation;
import io.millrace.streams.KeyValue;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.KeyValueStore;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A key-value store. In the byte store a key is the serialized key and nothing else. A bounded one removes the key that
 * was used longest ago when there is one too many.
 *
 * @param <K> the key
 * @param <V> the value alone
 * @param <S> what users see as the value
 */
sealed class TypedKeyValueStore<K, V, S> extends TypedStore<K, V, S>
        implements KeyValueStore<K, S>, EmittingStore<K, V>, StoreCore.Shape
        permits TypedTimestampedKeyValueStore, TypedHeadersKeyValueStore {

    private static final String NULL_KEY = "key: null (expected: a key)";

    private final @Nullable Supplier<KeyValueStore<Bytes, byte[]>> userStore;
    private @Nullable Recency recency;

    TypedKeyValueStore(
            StoreDefinition<K, V, S> definition, @Nullable Supplier<KeyValueStore<Bytes, byte[]>> userStore) {
        super(definition);
        this.userStore = userStore;
    }

    @Override
    StoreCore<K, V, S> open(StoreHome home, StateStoreContext context) {
        KeyForm<K> keys = definition().keyForm(context);
        StoreCore<K, V, S> open = new StoreCore<>(
                home, keys, definition().valueForm(context), (key, start, sequence) -> keys.heldBytes(key), this);
        if (spec().keys() instanceof KeyLayout.Bounded bounded) {
            recency = new Recency(bounded.entriesMax());
            takeUp(open, recency);
        }
        return open;
    }

    /** Of the last run nothing is known but which keys there are. */
    private static <K, S> void takeUp(StoreCore<K, ?, S> open, Recency recency) {
        try (ByteCursor present = open.base().scan(null, null, true)) {
            while (present.next()) {
                Object gone = recency.written(open.keys().hold(open.keys().read(present.key())));
                if (gone != null) {
                    open.put(gone, 0, 0, null);
                }
            }
        }
    }

    @Override
    @Nullable
    UserBytes openUserBytes(StateStoreContext context, StateStore root) {
        return userStore == null ? null : UserKeyValueBytes.open(userStore.get(), spec(), context, root);
    }

    @Override
    byte[] restoredKey(byte[] changelogKey) {
        return changelogKey;
    }

    @Override
    public boolean isVisible(long start) {
        return true;
    }

    @Override
    public void release() {
        recency = null;
    }

    @Override
    public void seal(StoreSlot slot, StateChanges changes) {}

    @Override
    public boolean emitTo(Emission<K, V> listener, boolean withOldValue) {
        StoreCore<K, V, S> open = core();
        // What has to make room is removed, but that is not an update of the table: nobody is to be told.
        return recency == null
                && open.emitTo(
                        (entry, newValue, oldValue, timestamp) ->
                                listener.emit(open.keys().show(entry.key), newValue, oldValue, timestamp),
                        withOldValue);
    }

    @Override
    public @Nullable S get(K key) {
        requireNonNull(key, NULL_KEY);
        StoreCore<K, V, S> open = core();
        long begunNs = open.begin();
        S value = read(open, open.keys().hold(key));
        open.end(Operation.GET, begunNs);
        return value;
    }

    private @Nullable S read(StoreCore<K, V, S> open, Object held) {
        if (recency != null) {
            recency.read(held);
        }
        return open.get(held, 0, 0);
    }

    private void write(StoreCore<K, V, S> open, Object held, @Nullable S value) {
        open.put(held, 0, 0, value);
        if (recency != null) {
            makeRoom(open, recency, held);
        }
    }

    private static <K, S> void makeRoom(StoreCore<K, ?, S> open, Recency recency, Object written) {
        if (open.held(written, 0, 0) == null) {
            recency.removed(written);
            return;
        }
        Object gone = recency.written(written);
        if (gone != null) {
            open.put(gone, 0, 0, null);
        }
    }

    @Override
    public void put(K key, @Nullable S value) {
        requireNonNull(key, NULL_KEY);
        StoreCore<K, V, S> open = core();
        long begunNs = open.begin();
        write(open, open.keys().hold(key), value);
        open.endPut(begunNs);
    }

    @Override
    public @Nullable S putIfAbsent(K key, @Nullable S value) {
        requireNonNull(key, NULL_KEY);
        StoreCore<K, V, S> open = core();
        long begunNs = open.begin();
        Object held = open.keys().hold(key);
        S present = read(open, held);
        if (present == null) {
            write(open, held, value);
        }
        open.end(Operation.PUT_IF_ABSENT, begunNs);
        return present;
    }

    @Override
    public void putAll(List<KeyValue<K, S>> entries) {
        for (KeyValue<K, S> entry : entries) {
            requireNonNull(entry.key, NULL_KEY);
        }
        StoreCore<K, V, S> open = core();
        long begunNs = open.begin();
        for (KeyValue<K, S> entry : entries) {
            write(open, open.keys().hold(entry.key), entry.value);
        }
        open.end(Operation.PUT_ALL, begunNs);
    }

    @Override
    public @Nullable S delete(K key) {
        requireNonNull(key, NULL_KEY);
        StoreCore<K, V, S> open = core();
        long begunNs = open.begin();
        Object held = open.keys().hold(key);
        S present = read(open, held);
        write(open, held, null);
        open.end(Operation.DELETE, begunNs);
        return present;
    }

    @Override
    public KeyValueIterator<K, S> range(@Nullable K from, @Nullable K to) {
        return iterate(Operation.RANGE, range(core(), from, to), true);
    }

    @Override
    public KeyValueIterator<K, S> reverseRange(@Nullable K from, @Nullable K to) {
        return iterate(Operation.RANGE, range(core(), from, to), false);
    }

    @Override
    public KeyValueIterator<K, S> all() {
        return iterate(Operation.ALL, new KeyRange(null, null), true);
    }

    @Override
    public KeyValueIterator<K, S> reverseAll() {
        return iterate(Operation.ALL, new KeyRange(null, null), false);
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, S> prefixScan(P prefix, PS prefixKeySerializer) {
        requireNonNull(prefix, "prefix: null (expected: the beginning of keys)");
        requireNonNull(prefixKeySerializer, "prefixKeySerializer: null (expected: a serializer of the prefix)");
        byte[] bytes = core().keys().codec().prefix(prefix, prefixKeySerializer);
        return iterate(Operation.PREFIX_SCAN, KeyRange.ofPrefix(bytes), true);
    }

    @Override
    public long approximateNumEntries() {
        return core().approximateEntries();
    }

    /** From a key to a key, both inclusive. */
    private static <K> KeyRange range(StoreCore<K, ?, ?> open, @Nullable K from, @Nullable K to) {
        return new KeyRange(
                from == null ? null : open.keys().bytes(from),
                to == null ? null : KeyRange.behind(open.keys().bytes(to)));
    }

    private KeyValueIterator<K, S> iterate(Operation operation, KeyRange range, boolean forward) {
        StoreCore<K, V, S> open = core();
        LiveScan<S> scan =
                new LiveScan<>(open, Collections.singleton(range).iterator(), LiveScan.KeyFilter.ALL, forward);
        return new Entries<>(open, operation, scan);
    }

    private static final class Entries<K, S> extends StoreIterator<K, S> {
        private final KeyForm<K> keys;

        private Entries(StoreCore<K, ?, S> open, Operation operation, LiveScan<S> scan) {
            super(scan, operation, open.meters());
            this.keys = open.keys();
        }

        @Override
        K key(byte[] storeKey) {
            return keys.read(storeKey);
        }
    }
}
