package io.millrace.streams;

import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.WindowStoreIterator;

/** Goes over the plain values of entries with timestamps. */
@SuppressWarnings("NullAway") // absent values are null, whatever the type says
sealed class PlainIterator<K, V> implements KeyValueIterator<K, V> permits PlainIterator.OfWindows {

    private final KeyValueIterator<K, ValueAndTimestamp<V>> entries;

    PlainIterator(KeyValueIterator<K, ValueAndTimestamp<V>> entries) {
        this.entries = entries;
    }

    /** The same for the windows of one key. */
    static final class OfWindows<V> extends PlainIterator<Long, V> implements WindowStoreIterator<V> {

        OfWindows(WindowStoreIterator<ValueAndTimestamp<V>> entries) {
            super(entries);
        }
    }

    @Override
    public boolean hasNext() {
        return entries.hasNext();
    }

    @Override
    public KeyValue<K, V> next() {
        KeyValue<K, ValueAndTimestamp<V>> entry = entries.next();
        return new KeyValue<>(entry.key, ValueAndTimestamp.getValueOrNull(entry.value));
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
