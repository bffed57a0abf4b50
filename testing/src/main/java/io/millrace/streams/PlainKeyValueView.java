package io.millrace.streams;

import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.TimestampedKeyValueStore;
import io.millrace.streams.state.ValueAndTimestamp;
import java.util.List;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Shows a test the plain values of a store with timestamps; what it writes has no timestamp. */
@SuppressWarnings("NullAway") // absent values are null, whatever the type says
final class PlainKeyValueView<K, V> implements KeyValueStore<K, V> {

    private final TimestampedKeyValueStore<K, V> store;

    PlainKeyValueView(TimestampedKeyValueStore<K, V> store) {
        this.store = store;
    }

    private static <V> ValueAndTimestamp<V> unstamped(@Nullable V value) {
        return ValueAndTimestamp.make(value, -1);
    }

    @Override
    public V get(K key) {
        return ValueAndTimestamp.getValueOrNull(store.get(key));
    }

    @Override
    public void put(K key, @Nullable V value) {
        store.put(key, unstamped(value));
    }

    @Override
    public V putIfAbsent(K key, @Nullable V value) {
        return ValueAndTimestamp.getValueOrNull(store.putIfAbsent(key, unstamped(value)));
    }

    @Override
    public void putAll(List<KeyValue<K, V>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public V delete(K key) {
        return ValueAndTimestamp.getValueOrNull(store.delete(key));
    }

    @Override
    public KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to) {
        return new PlainIterator<>(store.range(from, to));
    }

    @Override
    public KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
        return new PlainIterator<>(store.reverseRange(from, to));
    }

    @Override
    public KeyValueIterator<K, V> all() {
        return new PlainIterator<>(store.all());
    }

    @Override
    public KeyValueIterator<K, V> reverseAll() {
        return new PlainIterator<>(store.reverseAll());
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS prefixKeySerializer) {
        return new PlainIterator<>(store.prefixScan(prefix, prefixKeySerializer));
    }

    @Override
    public long approximateNumEntries() {
        return store.approximateNumEntries();
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        store.init(stateStoreContext, root);
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public boolean persistent() {
        return store.persistent();
    }

    @Override
    public boolean isOpen() {
        return store.isOpen();
    }
}
