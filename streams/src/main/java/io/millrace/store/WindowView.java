package io.millrace.store;

import io.millrace.streams.errors.InvalidStateStoreException;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.TimestampedWindowStore;
import io.millrace.streams.state.TimestampedWindowStoreWithHeaders;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.WindowStore;
import io.millrace.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * A window store with its values in a form that has less. As thread safe as the store.
 *
 * @param <K> the key
 * @param <S> what the store keeps
 * @param <V> what is shown
 */
@SuppressWarnings("NullAway") // absent values are null, whatever the type says
public final class WindowView<K, S, V> extends ViewedStore<WindowStore<K, S>> implements WindowStore<K, V> {

    private final ValueView<S, V> values;

    /** A view on a store, which must keep what {@code values} takes. */
    public WindowView(WindowStore<K, S> store, ValueView<S, V> values) {
        super(store);
        this.values = values;
    }

    /** The values and timestamps of a store that keeps them: the store itself, unless it keeps headers too. */
    @SuppressWarnings("unchecked") // a store has one type of keys and values, whatever side it is seen from
    public static <K, V> WindowStore<K, ValueAndTimestamp<V>> timestamped(StateStore store) {
        if (store instanceof TimestampedWindowStoreWithHeaders<?, ?> withHeaders) {
            return new WindowView<>((TimestampedWindowStoreWithHeaders<K, V>) withHeaders, ValueView.withoutHeaders());
        }
        if (store instanceof TimestampedWindowStore<?, ?> timestamped) {
            return (TimestampedWindowStore<K, V>) timestamped;
        }
        throw new InvalidStateStoreException("store " + store.name() + " of windows is a "
                + store.getClass().getName() + " (expected: a window store with timestamps)");
    }

    @Override
    public void put(K key, @Nullable V value, long windowStartTimestamp) {
        store.put(key, values.written().apply(value), windowStartTimestamp);
    }

    @Override
    public V fetch(K key, long time) {
        return values.shown().apply(store.fetch(key, time));
    }

    @Override
    public WindowStoreIterator<V> fetch(K key, long timeFrom, long timeTo) {
        return new ShownEntries.OfWindows<>(store.fetch(key, timeFrom, timeTo), values.shown());
    }

    @Override
    public WindowStoreIterator<V> backwardFetch(K key, long timeFrom, long timeTo) {
        return new ShownEntries.OfWindows<>(store.backwardFetch(key, timeFrom, timeTo), values.shown());
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetch(@Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        return shown(store.fetch(keyFrom, keyTo, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        return shown(store.backwardFetch(keyFrom, keyTo, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetchAll(long timeFrom, long timeTo) {
        return shown(store.fetchAll(timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetchAll(long timeFrom, long timeTo) {
        return shown(store.backwardFetchAll(timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> all() {
        return shown(store.all());
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardAll() {
        return shown(store.backwardAll());
    }

    private KeyValueIterator<Windowed<K>, V> shown(KeyValueIterator<Windowed<K>, S> entries) {
        return new ShownEntries<>(entries, values.shown());
    }
}
