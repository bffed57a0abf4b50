package io.millrace.streams.query;

import static java.util.Objects.requireNonNull;

/**
 * Asks a key-value store for the value of a key. The answer is null when the store does not have the key.
 *
 * @param <K> key type
 * @param <V> value type, without timestamp whatever the store keeps
 */
public final class KeyQuery<K, V> implements Query<V> {

    private final K key;
    private final boolean skipCache;

    private KeyQuery(K key, boolean skipCache) {
        this.key = key;
        this.skipCache = skipCache;
    }

    /**
     * Asks for this key.
     *
     * @param key not null
     */
    public static <K, V> KeyQuery<K, V> withKey(K key) {
        return new KeyQuery<>(requireNonNull(key, "key: null (expected: a key)"), false);
    }

    /**
     * The same query, told to leave the record cache out. Queries here read what is committed, which is never in the
     * cache, so the answer is the same.
     */
    public KeyQuery<K, V> skipCache() {
        return new KeyQuery<>(key, true);
    }

    /** The key. */
    public K getKey() {
        return key;
    }

    /** Whether the record cache is to be left out. */
    public boolean isSkipCache() {
        return skipCache;
    }
}
