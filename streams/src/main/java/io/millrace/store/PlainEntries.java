package io.millrace.store;

import io.millrace.streams.KeyValue;
import io.millrace.streams.state.KeyValueIterator;
import java.util.function.Function;

/**
 * Entries with their values in another form. Owned by whoever iterates.
 *
 * @param <K> key type
 * @param <S> what the store keeps
 * @param <V> what is shown
 */
record PlainEntries<K, S, V>(KeyValueIterator<K, S> entries, Function<S, V> values) implements KeyValueIterator<K, V> {

    @Override
    public boolean hasNext() {
        return entries.hasNext();
    }

    @Override
    public KeyValue<K, V> next() {
        KeyValue<K, S> entry = entries.next();
        return KeyValue.pair(entry.key, values.apply(entry.value));
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
