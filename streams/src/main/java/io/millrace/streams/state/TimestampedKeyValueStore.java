package io.millrace.streams.state;

/**
 * A key-value store that keeps with each value the event time of its last change. Tables of the DSL use it.
 *
 * @param <K> key type
 * @param <V> value type, without the timestamp
 */
public interface TimestampedKeyValueStore<K, V> extends KeyValueStore<K, ValueAndTimestamp<V>> {}
