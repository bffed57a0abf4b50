package io.millrace.store;

import static java.util.Objects.requireNonNull;

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
 * A key-value store. In the byte store a key is the serialized key and nothing else.
 *
 * @param <K> the key
 * @param <V> the value alone
 * @param <S> what users see as the value
 */
sealed class TypedKeyValueStore<K, V, S> extends TypedStore<K, V, S>
        implements KeyValueStore<K, S>, EmittingStore<K, V>, StoreCore.Shape permits TypedTimestampedKeyValueStore {

    private static final String NULL_KEY = "key: null (expected: a key)";

    private final @Nullable Supplier<KeyValueStore<Bytes, byte[]>> userStore;

    TypedKeyValueStore(
            StoreDefinition<K, V, S> definition, @Nullable Supplier<KeyValueStore<Bytes, byte[]>> userStore) {
        super(definition);
        this.userStore = userStore;
    }

    @Override
    StoreCore<K, V, S> open(StoreHome home, StateStoreContext context) {
        KeyForm<K> keys = definition().keyForm(context);
        return new StoreCore<>(
                home, keys, definition().valueForm(context), (key, start, sequence) -> keys.heldBytes(key), this);
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
        // Nothing is held besides the entries.
    }

    @Override
    public void seal(StoreSlot slot, StateChanges changes) {}

    @Override
    public boolean emitTo(Emission<K, V> listener, boolean withOldValue) {
        StoreCore<K, V, S> open = core();
        return open.emitTo(
                (entry, newValue, oldValue, timestamp) ->
                        listener.emit(open.keys().show(entry.key), newValue, oldValue, timestamp),
                withOldValue);
    }

    @Override
    public @Nullable S get(K key) {
        requireNonNull(key, NULL_KEY);
        StoreCore<K, V, S> open = core();
        return open.get(open.keys().hold(key), 0, 0);
    }

    @Override
    public void put(K key, @Nullable S value) {
        requireNonNull(key, NULL_KEY);
        StoreCore<K, V, S> open = core();
        open.put(open.keys().hold(key), 0, 0, value);
    }

    @Override
    public @Nullable S putIfAbsent(K key, @Nullable S value) {
        requireNonNull(key, NULL_KEY);
        StoreCore<K, V, S> open = core();
        Object held = open.keys().hold(key);
        S present = open.get(held, 0, 0);
        if (present == null) {
            open.put(held, 0, 0, value);
        }
        return present;
    }

    @Override
    public void putAll(List<KeyValue<K, S>> entries) {
        for (KeyValue<K, S> entry : entries) {
            requireNonNull(entry.key, NULL_KEY);
        }
        for (KeyValue<K, S> entry : entries) {
            put(entry.key, entry.value);
        }
    }

    @Override
    public @Nullable S delete(K key) {
        requireNonNull(key, NULL_KEY);
        StoreCore<K, V, S> open = core();
        Object held = open.keys().hold(key);
        S present = open.get(held, 0, 0);
        open.put(held, 0, 0, null);
        return present;
    }

    @Override
    public KeyValueIterator<K, S> range(@Nullable K from, @Nullable K to) {
        return iterate(range(core(), from, to), true);
    }

    @Override
    public KeyValueIterator<K, S> reverseRange(@Nullable K from, @Nullable K to) {
        return iterate(range(core(), from, to), false);
    }

    @Override
    public KeyValueIterator<K, S> all() {
        return iterate(new KeyRange(null, null), true);
    }

    @Override
    public KeyValueIterator<K, S> reverseAll() {
        return iterate(new KeyRange(null, null), false);
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, S> prefixScan(P prefix, PS prefixKeySerializer) {
        requireNonNull(prefix, "prefix: null (expected: the beginning of keys)");
        requireNonNull(prefixKeySerializer, "prefixKeySerializer: null (expected: a serializer of the prefix)");
        byte[] bytes = core().keys().codec().prefix(prefix, prefixKeySerializer);
        return iterate(KeyRange.ofPrefix(bytes), true);
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

    private KeyValueIterator<K, S> iterate(KeyRange range, boolean forward) {
        StoreCore<K, V, S> open = core();
        LiveScan<S> scan =
                new LiveScan<>(open, Collections.singleton(range).iterator(), LiveScan.KeyFilter.ALL, forward);
        return new Entries<>(open.keys(), scan);
    }

    private static final class Entries<K, S> extends StoreIterator<K, S> {
        private final KeyForm<K> keys;

        private Entries(KeyForm<K> keys, LiveScan<S> scan) {
            super(scan);
            this.keys = keys;
        }

        @Override
        K key(byte[] storeKey) {
            return keys.read(storeKey);
        }
    }
}
