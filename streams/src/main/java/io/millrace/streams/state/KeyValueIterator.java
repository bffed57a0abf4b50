package io.millrace.streams.state;

import io.millrace.streams.KeyValue;
import java.io.Closeable;
import java.util.Iterator;

/**
 * Walks over entries of a store. <b>Must be closed</b>: it may hold on to a snapshot and to memory outside of the heap.
 *
 * <p>Shows the store as it was when the iterator was made. For one thread only.
 *
 * @param <K> key type
 * @param <V> value type
 */
public interface KeyValueIterator<K, V> extends Iterator<KeyValue<K, V>>, Closeable {

    /** Releases what the iterator holds on to. May be called more than once. */
    @Override
    void close();

    /**
     * The key of the entry that {@link #next()} would return, without moving on.
     *
     * @return the next key
     * @throws java.util.NoSuchElementException if there is no next entry
     */
    K peekNextKey();
}
