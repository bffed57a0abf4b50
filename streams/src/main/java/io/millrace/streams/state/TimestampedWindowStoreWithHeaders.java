package io.millrace.streams.state;

/**
 * A window store that keeps with every value the event time of its last change and headers.
 *
 * @param <K> key type
 * @param <V> value type
 */
public interface TimestampedWindowStoreWithHeaders<K, V> extends WindowStore<K, ValueTimestampHeaders<V>> {}
