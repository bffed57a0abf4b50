package io.millrace.streams.state;

import io.millrace.streams.processor.StateStore;
import org.jspecify.annotations.Nullable;

/**
 * A store that knows the past: under each key it keeps the values that the key had lately, each with the time from
 * which it was valid. So a reader can ask what a key was at the time of the record at hand, even when newer updates
 * have arrived already, and an update that comes late takes its place between the others instead of overwriting them.
 *
 * <p>A version is valid from its timestamp until that of the next version of the key. Deleting a key at a time makes a
 * version without a value. History is kept for the <em>history retention</em> of the store, counted back from the
 * latest timestamp that was put; updates that are older than that are not taken. The latest version of a key is kept
 * for good.
 *
 * <pre>{@code
 * VersionedKeyValueStore<String, Double> prices = context.getStateStore("prices");
 * VersionedRecord<Double> then = prices.get("apples", order.timestamp());
 * }</pre>
 *
 * <p>Timestamps are milliseconds since the epoch and not negative. Used by the thread of the task only.
 *
 * @param <K> key type
 * @param <V> value type
 */
public interface VersionedKeyValueStore<K, V> extends StateStore {

    /** What {@link #put} returns for a version that is the latest of its key: no time ends it. */
    long PUT_RETURN_CODE_VALID_TO_UNDEFINED = -1L;

    /** What {@link #put} returns for a version that came too late and was not taken. */
    long PUT_RETURN_CODE_NOT_PUT = Long.MIN_VALUE;

    /**
     * Adds a version, or replaces the one with the same timestamp.
     *
     * @param key the key
     * @param value the value from that time on; null deletes the key from that time on
     * @param timestamp the time from which the version is valid
     * @return the time until which it is valid, which is that of the next version;
     *     {@link #PUT_RETURN_CODE_VALID_TO_UNDEFINED} if there is none, {@link #PUT_RETURN_CODE_NOT_PUT} if the
     *     timestamp is older than the history retention
     * @throws NullPointerException if the key is null
     * @throws io.millrace.streams.errors.InvalidStateStoreException if the store is not open
     */
    long put(K key, @Nullable V value, long timestamp);

    /**
     * Deletes a key from a time on: a version without a value. Later versions stay.
     *
     * @param key the key
     * @param timestamp the time from which the key has no value
     * @return what was valid at that time before; null if nothing was, or if the timestamp is older than the history
     *     retention
     * @throws NullPointerException if the key is null
     * @throws io.millrace.streams.errors.InvalidStateStoreException if the store is not open
     */
    @Nullable
    VersionedRecord<V> delete(K key, long timestamp);

    /**
     * The latest version of a key.
     *
     * @param key the key
     * @return null if the key has no value now
     * @throws NullPointerException if the key is null
     * @throws io.millrace.streams.errors.InvalidStateStoreException if the store is not open
     */
    @Nullable
    VersionedRecord<V> get(K key);

    /**
     * The version of a key that is valid at a time.
     *
     * @param key the key
     * @param asOfTimestamp the time
     * @return null if the key had no value then, or if the time is older than the history retention and a newer version
     *     than the one asked for exists
     * @throws NullPointerException if the key is null
     * @throws io.millrace.streams.errors.InvalidStateStoreException if the store is not open
     */
    @Nullable
    VersionedRecord<V> get(K key, long asOfTimestamp);
}
