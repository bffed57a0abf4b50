package io.millrace.engine.operator;

import io.millrace.store.EmittingStore;
import io.millrace.streams.KeyValue;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.TimestampedKeyValueStore;
import io.millrace.streams.state.ValueAndTimestamp;
import java.util.List;

/** A key-value store in a map; what operators have no use for fails. */
record MapTable<K, V>(String name, EmittingMap<K, V> map)
        implements TimestampedKeyValueStore<K, V>, EmittingStore<K, V> {

    @Override
    public boolean emitTo(Emission<K, V> listener, boolean withOldValue) {
        return map.emitTo(listener, withOldValue);
    }

    @Override
    public ValueAndTimestamp<V> get(K key) {
        return map.get(key);
    }

    @Override
    public void put(K key, ValueAndTimestamp<V> entry) {
        map.put(key, entry);
    }

    void put(K key, V value, long timestamp) {
        put(key, ValueAndTimestamp.make(value, timestamp));
    }

    @Override
    public ValueAndTimestamp<V> putIfAbsent(K key, ValueAndTimestamp<V> entry) {
        throw unused();
    }

    @Override
    public void putAll(List<KeyValue<K, ValueAndTimestamp<V>>> added) {
        throw unused();
    }

    @Override
    public ValueAndTimestamp<V> delete(K key) {
        throw unused();
    }

    @Override
    public KeyValueIterator<K, ValueAndTimestamp<V>> range(K from, K to) {
        throw unused();
    }

    @Override
    public KeyValueIterator<K, ValueAndTimestamp<V>> all() {
        throw unused();
    }

    @Override
    public long approximateNumEntries() {
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
