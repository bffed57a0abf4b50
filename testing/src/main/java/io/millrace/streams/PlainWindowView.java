package io.millrace.streams;

import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.TimestampedWindowStore;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.WindowStore;
import io.millrace.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/** Shows a test the plain values of a window store with timestamps; what it writes has no timestamp. */
@SuppressWarnings("NullAway") // absent values are null, whatever the type says
final class PlainWindowView<K, V> implements WindowStore<K, V> {

    private final TimestampedWindowStore<K, V> store;

    PlainWindowView(TimestampedWindowStore<K, V> store) {
        this.store = store;
    }

    @Override
    public void put(K key, @Nullable V value, long windowStartTimestamp) {
        store.put(key, ValueAndTimestamp.make(value, -1), windowStartTimestamp);
    }

    @Override
    public V fetch(K key, long time) {
        return ValueAndTimestamp.getValueOrNull(store.fetch(key, time));
    }

    @Override
    public WindowStoreIterator<V> fetch(K key, long timeFrom, long timeTo) {
        return new PlainIterator.OfWindows<>(store.fetch(key, timeFrom, timeTo));
    }

    @Override
    public WindowStoreIterator<V> backwardFetch(K key, long timeFrom, long timeTo) {
        return new PlainIterator.OfWindows<>(store.backwardFetch(key, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetch(@Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        return new PlainIterator<>(store.fetch(keyFrom, keyTo, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        return new PlainIterator<>(store.backwardFetch(keyFrom, keyTo, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetchAll(long timeFrom, long timeTo) {
        return new PlainIterator<>(store.fetchAll(timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetchAll(long timeFrom, long timeTo) {
        return new PlainIterator<>(store.backwardFetchAll(timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> all() {
        return new PlainIterator<>(store.all());
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardAll() {
        return new PlainIterator<>(store.backwardAll());
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
