package io.millrace.streams.state;

/**
 * A window store that keeps with each value the event time of its last change. Windowed aggregations of the DSL use it.
 *
 * @param <K> key type
 * @param <V> value type, without the timestamp
 */
public interface TimestampedWindowStore<K, V> extends WindowStore<K, ValueAndTimestamp<V>> {}
