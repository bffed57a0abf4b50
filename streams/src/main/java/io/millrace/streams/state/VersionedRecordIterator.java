package io.millrace.streams.state;

import java.io.Closeable;
import java.util.Iterator;

/**
 * Goes over versions of one key. To be closed after use: it may hold on to files of the store.
 *
 * @param <V> value type
 */
public interface VersionedRecordIterator<V> extends Iterator<VersionedRecord<V>>, Closeable {

    /** Gives up what the iterator holds. It cannot be used any more afterwards. */
    @Override
    void close();
}
