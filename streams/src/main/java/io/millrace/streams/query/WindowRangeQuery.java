package io.millrace.streams.query;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.state.KeyValueIterator;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a session store for all sessions of a key, or a window store for the windows of all keys that start in a range
 * of time. The iterator must be closed.
 *
 * @param <K> key type
 * @param <V> value type
 */
public class WindowRangeQuery<K, V> implements Query<KeyValueIterator<Windowed<K>, V>> {

    private final @Nullable K key;
    private final @Nullable Instant timeFrom;
    private final @Nullable Instant timeTo;

    private WindowRangeQuery(@Nullable K key, @Nullable Instant timeFrom, @Nullable Instant timeTo) {
        this.key = key;
        this.timeFrom = timeFrom;
        this.timeTo = timeTo;
    }

    /**
     * Asks a session store for the sessions of a key.
     *
     * @param key the key
     */
    public static <K, V> WindowRangeQuery<K, V> withKey(K key) {
        return new WindowRangeQuery<>(requireNonNull(key, "key: null (expected: a key)"), null, null);
    }

    /**
     * Asks a window store for windows of all keys.
     *
     * @param timeFrom the earliest start, inclusive
     * @param timeTo the latest start, inclusive
     */
    public static <K, V> WindowRangeQuery<K, V> withWindowStartRange(Instant timeFrom, Instant timeTo) {
        return new WindowRangeQuery<>(null, requireNonNull(timeFrom, "timeFrom"), requireNonNull(timeTo, "timeTo"));
    }

    /** The key, if one is asked for. */
    public Optional<K> getKey() {
        return Optional.ofNullable(key);
    }

    /** The earliest start, inclusive, if windows of all keys are asked for. */
    public Optional<Instant> getTimeFrom() {
        return Optional.ofNullable(timeFrom);
    }

    /** The latest start, inclusive, if windows of all keys are asked for. */
    public Optional<Instant> getTimeTo() {
        return Optional.ofNullable(timeTo);
    }

    @Override
    public String toString() {
        return "WindowRangeQuery{key=" + key + ", timeFrom=" + timeFrom + ", timeTo=" + timeTo + "}";
    }
}
