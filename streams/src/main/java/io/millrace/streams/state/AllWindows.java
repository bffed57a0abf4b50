package io.millrace.streams.state;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.spi.ShownValues;
import io.millrace.streams.state.JoinedIterator.Part;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All partitions of a window store read as one, one partition after the other. Thread safe: every call opens the
 * partitions anew.
 *
 * @param <K> key type
 * @param <V> what is shown as the value
 */
final class AllWindows<K, V> implements ReadOnlyWindowStore<K, V> {

    private static final String NULL_KEY = "key: null (expected: a key)";

    private final Supplier<List<ReadOnlyWindowStore<K, V>>> partitions;
    private final ShownValues shown;

    AllWindows(Supplier<List<ReadOnlyWindowStore<K, V>>> partitions, ShownValues shown) {
        this.partitions = partitions;
        this.shown = shown;
    }

    @Override
    public @Nullable V fetch(K key, long time) {
        requireNonNull(key, NULL_KEY);
        for (ReadOnlyWindowStore<K, V> partition : partitions.get()) {
            Object found = partition.fetch(key, time);
            if (found != null) {
                return shown.<Object, V>of(partition).apply(found);
            }
        }
        return null;
    }

    @Override
    public WindowStoreIterator<V> fetch(K key, Instant timeFrom, Instant timeTo) {
        requireNonNull(key, NULL_KEY);
        return new JoinedIterator.OfWindows<>(parts(partition -> partition.fetch(key, timeFrom, timeTo)));
    }

    @Override
    public WindowStoreIterator<V> backwardFetch(K key, Instant timeFrom, Instant timeTo) {
        requireNonNull(key, NULL_KEY);
        return new JoinedIterator.OfWindows<>(parts(partition -> partition.backwardFetch(key, timeFrom, timeTo)));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) {
        return joined(partition -> partition.fetch(keyFrom, keyTo, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) {
        return joined(partition -> partition.backwardFetch(keyFrom, keyTo, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> all() {
        return joined(ReadOnlyWindowStore::all);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardAll() {
        return joined(ReadOnlyWindowStore::backwardAll);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetchAll(Instant timeFrom, Instant timeTo) {
        return joined(partition -> partition.fetchAll(timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetchAll(Instant timeFrom, Instant timeTo) {
        return joined(partition -> partition.backwardFetchAll(timeFrom, timeTo));
    }

    private KeyValueIterator<Windowed<K>, V> joined(
            Function<ReadOnlyWindowStore<K, V>, KeyValueIterator<Windowed<K>, V>> read) {
        return new JoinedIterator<>(parts(read));
    }

    private <A> Iterator<Supplier<Part<A, V>>> parts(
            Function<ReadOnlyWindowStore<K, V>, ? extends KeyValueIterator<A, V>> read) {
        return partitions.get().stream()
                .<Supplier<Part<A, V>>>map(partition -> () -> new Part<>(read.apply(partition), shown.of(partition)))
                .iterator();
    }
}
