package io.millrace.streams.state;

import org.apache.kafka.common.utils.Bytes;

/** Makes session stores of bytes. */
public interface SessionBytesStoreSupplier extends StoreSupplier<SessionStore<Bytes, byte[]>> {

    /**
     * The step in which old sessions are dropped.
     *
     * @return milliseconds
     */
    long segmentIntervalMs();

    /**
     * How far stream time may move past the end of a session before the session may be dropped.
     *
     * @return milliseconds
     */
    long retentionPeriod();
}
