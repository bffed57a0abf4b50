package io.millrace.streams.state;

/**
 * A key-value store that keeps with each value the time of its last change and headers.
 *
 * @param <K> key type
 * @param <V> value type
 */
public interface TimestampedKeyValueStoreWithHeaders<K, V> extends KeyValueStore<K, ValueTimestampHeaders<V>> {}
