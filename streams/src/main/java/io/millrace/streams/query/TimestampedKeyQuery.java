package io.millrace.streams.query;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.state.ValueAndTimestamp;

/**
 * Asks a key-value store with timestamps for a value with its timestamp. The answer is null when the store does not
 * have the key.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class TimestampedKeyQuery<K, V> implements Query<ValueAndTimestamp<V>> {

    private final K key;
    private final boolean skipCache;

    private TimestampedKeyQuery(K key, boolean skipCache) {
        this.key = key;
        this.skipCache = skipCache;
    }

    /**
     * Asks for this key.
     *
     * @param key not null
     */
    public static <K, V> TimestampedKeyQuery<K, V> withKey(K key) {
        return new TimestampedKeyQuery<>(requireNonNull(key, "key: null (expected: a key)"), false);
    }

    /**
     * The same query, told to leave the record cache out. Queries here read what is committed, which is never in the
     * cache, so the answer is the same.
     */
    public TimestampedKeyQuery<K, V> skipCache() {
        return new TimestampedKeyQuery<>(key, true);
    }

    /** The key. */
    public K key() {
        return key;
    }

    /** Whether the record cache is to be left out. */
    public boolean isSkipCache() {
        return skipCache;
    }
}
