package io.millrace.streams.query;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.state.WindowStoreIterator;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks a window store for the windows of a key that start in a range of time. The iterator gives start and value, and
 * must be closed.
 *
 * @param <K> key type
 * @param <V> value type
 */
public class WindowKeyQuery<K, V> implements Query<WindowStoreIterator<V>> {

    private final K key;
    private final Instant timeFrom;
    private final Instant timeTo;

    private WindowKeyQuery(K key, Instant timeFrom, Instant timeTo) {
        this.key = key;
        this.timeFrom = timeFrom;
        this.timeTo = timeTo;
    }

    /**
     * Asks for windows of a key.
     *
     * @param key the key
     * @param timeFrom the earliest start, inclusive
     * @param timeTo the latest start, inclusive
     */
    public static <K, V> WindowKeyQuery<K, V> withKeyAndWindowStartRange(K key, Instant timeFrom, Instant timeTo) {
        return new WindowKeyQuery<>(
                requireNonNull(key, "key: null (expected: a key)"),
                requireNonNull(timeFrom, "timeFrom"),
                requireNonNull(timeTo, "timeTo"));
    }

    /** The key. */
    public K getKey() {
        return key;
    }

    /** The earliest start, inclusive. */
    public Optional<Instant> getTimeFrom() {
        return Optional.of(timeFrom);
    }

    /** The latest start, inclusive. */
    public Optional<Instant> getTimeTo() {
        return Optional.of(timeTo);
    }

    @Override
    public String toString() {
        return "WindowKeyQuery{key=" + key + ", timeFrom=" + timeFrom + ", timeTo=" + timeTo + "}";
    }
}
