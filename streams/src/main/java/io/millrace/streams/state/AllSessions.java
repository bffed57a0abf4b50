package io.millrace.streams.state;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.spi.ShownValues;
import io.millrace.streams.state.JoinedIterator.Part;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All partitions of a session store read as one, one partition after the other. Thread safe: every call opens the
 * partitions anew.
 *
 * @param <K> key type
 * @param <A> what is shown as the aggregate
 */
final class AllSessions<K, A> implements ReadOnlySessionStore<K, A> {

    private static final String NULL_KEY = "key: null (expected: a key)";

    private final Supplier<List<ReadOnlySessionStore<K, A>>> partitions;
    private final ShownValues shown;

    AllSessions(Supplier<List<ReadOnlySessionStore<K, A>>> partitions, ShownValues shown) {
        this.partitions = partitions;
        this.shown = shown;
    }

    @Override
    public KeyValueIterator<Windowed<K>, A> findSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        requireNonNull(key, NULL_KEY);
        return joined(partition -> partition.findSessions(key, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, A> findSessions(
            K key, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        requireNonNull(key, NULL_KEY);
        return joined(partition -> partition.findSessions(key, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, A> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return joined(
                partition -> partition.findSessions(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, A> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        return joined(
                partition -> partition.findSessions(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, A> backwardFindSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        requireNonNull(key, NULL_KEY);
        return joined(partition -> partition.backwardFindSessions(key, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, A> backwardFindSessions(
            K key, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        requireNonNull(key, NULL_KEY);
        return joined(partition -> partition.backwardFindSessions(key, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, A> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return joined(partition ->
                partition.backwardFindSessions(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, A> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        return joined(partition ->
                partition.backwardFindSessions(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public @Nullable A fetchSession(K key, long sessionStartTime, long sessionEndTime) {
        requireNonNull(key, NULL_KEY);
        return first(partition -> partition.fetchSession(key, sessionStartTime, sessionEndTime));
    }

    @Override
    public @Nullable A fetchSession(K key, Instant sessionStartTime, Instant sessionEndTime) {
        requireNonNull(key, NULL_KEY);
        return first(partition -> partition.fetchSession(key, sessionStartTime, sessionEndTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, A> fetch(K key) {
        requireNonNull(key, NULL_KEY);
        return joined(partition -> partition.fetch(key));
    }

    @Override
    public KeyValueIterator<Windowed<K>, A> fetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return joined(partition -> partition.fetch(keyFrom, keyTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, A> backwardFetch(K key) {
        requireNonNull(key, NULL_KEY);
        return joined(partition -> partition.backwardFetch(key));
    }

    @Override
    public KeyValueIterator<Windowed<K>, A> backwardFetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return joined(partition -> partition.backwardFetch(keyFrom, keyTo));
    }

    /** What one partition may give of a session. */
    private interface Found<K, A> {
        @Nullable
        Object in(ReadOnlySessionStore<K, A> partition);
    }

    private @Nullable A first(Found<K, A> read) {
        for (ReadOnlySessionStore<K, A> partition : partitions.get()) {
            Object found = read.in(partition);
            if (found != null) {
                return shown.<Object, A>of(partition).apply(found);
            }
        }
        return null;
    }

    private KeyValueIterator<Windowed<K>, A> joined(
            Function<ReadOnlySessionStore<K, A>, KeyValueIterator<Windowed<K>, A>> read) {
        return new JoinedIterator<>(partitions.get().stream()
                .<Supplier<Part<Windowed<K>, A>>>map(
                        partition -> () -> new Part<>(read.apply(partition), shown.of(partition)))
                .iterator());
    }
}
