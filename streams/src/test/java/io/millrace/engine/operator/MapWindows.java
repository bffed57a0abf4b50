package io.millrace.engine.operator;

import io.millrace.store.EmittingStore;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.internals.TimeWindow;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.TimestampedWindowStore;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.WindowStoreIterator;

/** A window store in a map; what operators have no use for fails. */
record MapWindows<K, V>(String name, long windowSizeMs, EmittingMap<Windowed<K>, V> map)
        implements TimestampedWindowStore<K, V>, EmittingStore<Windowed<K>, V> {

    @Override
    public boolean emitTo(Emission<Windowed<K>, V> listener, boolean withOldValue) {
        return map.emitTo(listener, withOldValue);
    }

    @Override
    public ValueAndTimestamp<V> fetch(K key, long start) {
        return map.get(windowed(key, start));
    }

    @Override
    public void put(K key, ValueAndTimestamp<V> entry, long start) {
        map.put(windowed(key, start), entry);
    }

    private Windowed<K> windowed(K key, long start) {
        long end = start > Long.MAX_VALUE - windowSizeMs ? Long.MAX_VALUE : start + windowSizeMs;
        return new Windowed<>(key, new TimeWindow(start, end));
    }

    @Override
    public WindowStoreIterator<ValueAndTimestamp<V>> fetch(K key, long from, long to) {
        throw unused();
    }

    @Override
    public KeyValueIterator<Windowed<K>, ValueAndTimestamp<V>> fetch(K keyFrom, K keyTo, long from, long to) {
        throw unused();
    }

    @Override
    public KeyValueIterator<Windowed<K>, ValueAndTimestamp<V>> fetchAll(long from, long to) {
        throw unused();
    }

    @Override
    public KeyValueIterator<Windowed<K>, ValueAndTimestamp<V>> all() {
        throw unused();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        throw unused();
    }

    @Override
    public void close() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    private static AssertionError unused() {
        return new AssertionError("the kit did not expect an operator to ask for this");
    }
}
