package io.millrace.streams.query;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.state.VersionedRecord;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a versioned store for the value of a key: the latest, or that of a moment. The answer is null when there was
 * none.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class VersionedKeyQuery<K, V> implements Query<VersionedRecord<V>> {

    private final K key;
    private final @Nullable Instant asOf;

    private VersionedKeyQuery(K key, @Nullable Instant asOf) {
        this.key = key;
        this.asOf = asOf;
    }

    /**
     * Asks for the latest value.
     *
     * @param key not null
     */
    public static <K, V> VersionedKeyQuery<K, V> withKey(K key) {
        return new VersionedKeyQuery<>(requireNonNull(key, "key: null (expected: a key)"), null);
    }

    /**
     * Asks for the value that was valid at a moment.
     *
     * @param asOfTimestamp the moment, within the store's history
     */
    public VersionedKeyQuery<K, V> asOf(Instant asOfTimestamp) {
        return new VersionedKeyQuery<>(key, requireNonNull(asOfTimestamp, "asOfTimestamp"));
    }

    /** The key. */
    public K key() {
        return key;
    }

    /** The moment, if not the latest value is asked for. */
    public Optional<Instant> asOfTimestamp() {
        return Optional.ofNullable(asOf);
    }
}
