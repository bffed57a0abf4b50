package io.millrace.store;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The way into one store's changelog, for one task. Used by the task's worker, within {@link BufferedStore#seal}. */
public interface ChangelogWriter {

    /**
     * Adds a record to the commit that is being put together.
     *
     * @param key not changed by anyone afterwards
     * @param value null to say that the key is gone; not changed by anyone afterwards
     * @param timestamp milliseconds since the epoch
     * @param headers in order
     */
    void append(byte[] key, byte @Nullable [] value, long timestamp, Iterable<Header> headers);
}
