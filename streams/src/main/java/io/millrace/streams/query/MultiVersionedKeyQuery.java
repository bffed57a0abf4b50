package io.millrace.streams.query;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.state.VersionedRecordIterator;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a versioned store for the values that a key had in a range of time: those that were valid at any moment of it.
 * The iterator must be closed.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class MultiVersionedKeyQuery<K, V> implements Query<VersionedRecordIterator<V>> {

    private final K key;
    private final @Nullable Instant from;
    private final @Nullable Instant to;
    private final ResultOrder order;

    private MultiVersionedKeyQuery(K key, @Nullable Instant from, @Nullable Instant to, ResultOrder order) {
        this.key = key;
        this.from = from;
        this.to = to;
        this.order = order;
    }

    /**
     * Asks for all values that are still known, in no particular order.
     *
     * @param key not null
     */
    public static <K, V> MultiVersionedKeyQuery<K, V> withKey(K key) {
        return new MultiVersionedKeyQuery<>(
                requireNonNull(key, "key: null (expected: a key)"), null, null, ResultOrder.ANY);
    }

    /**
     * Leaves out what was replaced before a moment.
     *
     * @param fromTime inclusive; null for no bound
     */
    public MultiVersionedKeyQuery<K, V> fromTime(@Nullable Instant fromTime) {
        return new MultiVersionedKeyQuery<>(key, fromTime, to, order);
    }

    /**
     * Leaves out what became valid after a moment.
     *
     * @param toTime inclusive; null for no bound
     */
    public MultiVersionedKeyQuery<K, V> toTime(@Nullable Instant toTime) {
        return new MultiVersionedKeyQuery<>(key, from, toTime, order);
    }

    /** The latest value first. */
    public MultiVersionedKeyQuery<K, V> withDescendingTimestamps() {
        return new MultiVersionedKeyQuery<>(key, from, to, ResultOrder.DESCENDING);
    }

    /** The earliest value first. */
    public MultiVersionedKeyQuery<K, V> withAscendingTimestamps() {
        return new MultiVersionedKeyQuery<>(key, from, to, ResultOrder.ASCENDING);
    }

    /** The key. */
    public K key() {
        return key;
    }

    /** The beginning of the range, inclusive, if it is bounded. */
    public Optional<Instant> fromTime() {
        return Optional.ofNullable(from);
    }

    /** The end of the range, inclusive, if it is bounded. */
    public Optional<Instant> toTime() {
        return Optional.ofNullable(to);
    }

    /** The order in time; any unless asked for. */
    public ResultOrder resultOrder() {
        return order;
    }
}
