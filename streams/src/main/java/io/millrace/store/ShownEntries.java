package io.millrace.store;

import io.millrace.streams.KeyValue;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.WindowStoreIterator;
import java.util.function.Function;

/**
 * Entries with their values in another form. Owned by whoever iterates.
 *
 * @param <K> key type
 * @param <S> what the store keeps
 * @param <V> what is shown
 */
@SuppressWarnings("NullAway") // a shown value may be null, whatever the type says
sealed class ShownEntries<K, S, V> implements KeyValueIterator<K, V> {

    private final KeyValueIterator<K, S> entries;
    private final Function<S, V> values;

    ShownEntries(KeyValueIterator<K, S> entries, Function<S, V> values) {
        this.entries = entries;
        this.values = values;
    }

    /** The same for the windows of one key. */
    static final class OfWindows<S, V> extends ShownEntries<Long, S, V> implements WindowStoreIterator<V> {

        OfWindows(WindowStoreIterator<S> entries, Function<S, V> values) {
            super(entries, values);
        }
    }

    @Override
    public final boolean hasNext() {
        return entries.hasNext();
    }

    @Override
    public final KeyValue<K, V> next() {
        KeyValue<K, S> entry = entries.next();
        return KeyValue.pair(entry.key, values.apply(entry.value));
    }

    @Override
    public final K peekNextKey() {
        return entries.peekNextKey();
    }

    @Override
    public final void close() {
        entries.close();
    }
}
