package io.millrace.streams.state;

import java.io.Closeable;

/**
 * Walks over the windows of one key: window start in milliseconds since the epoch, and value. <b>Must be closed.</b>
 *
 * @param <V> value type
 */
public interface WindowStoreIterator<V> extends KeyValueIterator<Long, V>, Closeable {

    /** Releases what the iterator holds on to. May be called more than once. */
    @Override
    void close();
}
