package io.millrace.streams;

import io.millrace.store.ValueView;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.KeyValueStore;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Shows a test the values of a store in another form.
 *
 * @param <S> the store's form of values
 * @param <V> the test's form
 */
@SuppressWarnings("NullAway") // absent values are null, whatever the type says
final class KeyValueView<K, S, V> implements KeyValueStore<K, V> {

    private final KeyValueStore<K, S> store;
    private final Function<@Nullable S, @Nullable V> shown;
    private final Function<@Nullable V, @Nullable S> written;

    KeyValueView(KeyValueStore<K, S> store, ValueView<S, V> values) {
        this.store = store;
        this.shown = values.shown();
        this.written = values.written();
    }

    @Override
    public V get(K key) {
        return shown.apply(store.get(key));
    }

    @Override
    public void put(K key, @Nullable V value) {
        store.put(key, written.apply(value));
    }

    @Override
    public V putIfAbsent(K key, @Nullable V value) {
        return shown.apply(store.putIfAbsent(key, written.apply(value)));
    }

    @Override
    public void putAll(List<KeyValue<K, V>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public V delete(K key) {
        return shown.apply(store.delete(key));
    }

    @Override
    public KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to) {
        return new Entries<>(store.range(from, to), shown);
    }

    @Override
    public KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
        return new Entries<>(store.reverseRange(from, to), shown);
    }

    @Override
    public KeyValueIterator<K, V> all() {
        return new Entries<>(store.all(), shown);
    }

    @Override
    public KeyValueIterator<K, V> reverseAll() {
        return new Entries<>(store.reverseAll(), shown);
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS prefixKeySerializer) {
        return new Entries<>(store.prefixScan(prefix, prefixKeySerializer), shown);
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

    private record Entries<K, S, V>(KeyValueIterator<K, S> entries, Function<@Nullable S, @Nullable V> shown)
            implements KeyValueIterator<K, V> {

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public KeyValue<K, V> next() {
            KeyValue<K, S> entry = entries.next();
            return new KeyValue<>(entry.key, shown.apply(entry.value));
        }

        @Override
        public K peekNextKey() {
            return entries.peekNextKey();
        }

        @Override
        public void close() {
            entries.close();
        }
    }
}
