package io.millrace.store;

import io.millrace.streams.KeyValue;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.KeyValueStore;
import java.util.List;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A key-value store with its values in a form that has less. As thread safe as the store.
 *
 * @param <K> the key
 * @param <S> what the store keeps
 * @param <V> what is shown
 */
@SuppressWarnings("NullAway") // absent values are null, whatever the type says
public final class KeyValueView<K, S, V> extends ViewedStore<KeyValueStore<K, S>> implements KeyValueStore<K, V> {

    private final ValueView<S, V> values;

    /** A view on a store, which must keep what {@code values} takes. */
    public KeyValueView(KeyValueStore<K, S> store, ValueView<S, V> values) {
        super(store);
        this.values = values;
    }

    @Override
    public V get(K key) {
        return values.shown().apply(store.get(key));
    }

    @Override
    public void put(K key, @Nullable V value) {
        store.put(key, values.written().apply(value));
    }

    @Override
    public V putIfAbsent(K key, @Nullable V value) {
        return values.shown().apply(store.putIfAbsent(key, values.written().apply(value)));
    }

    @Override
    public void putAll(List<KeyValue<K, V>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public V delete(K key) {
        return values.shown().apply(store.delete(key));
    }

    @Override
    public KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to) {
        return shown(store.range(from, to));
    }

    @Override
    public KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
        return shown(store.reverseRange(from, to));
    }

    @Override
    public KeyValueIterator<K, V> all() {
        return shown(store.all());
    }

    @Override
    public KeyValueIterator<K, V> reverseAll() {
        return shown(store.reverseAll());
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS prefixKeySerializer) {
        return shown(store.prefixScan(prefix, prefixKeySerializer));
    }

    @Override
    public long approximateNumEntries() {
        return store.approximateNumEntries();
    }

    private KeyValueIterator<K, V> shown(KeyValueIterator<K, S> entries) {
        return new ShownEntries<>(entries, values.shown());
    }
}
