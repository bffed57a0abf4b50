package io.millrace.streams.state;

import org.apache.kafka.common.utils.Bytes;

/**
 * Makes window stores of bytes. If they are {@link TimestampedBytesStore}s, values start with eight bytes of event
 * time.
 */
public interface WindowBytesStoreSupplier extends StoreSupplier<WindowStore<Bytes, byte[]>> {

    /**
     * The step in which old windows are dropped.
     *
     * @return milliseconds
     */
    long segmentIntervalMs();

    /**
     * Size of the windows.
     *
     * @return milliseconds
     */
    long windowSize();

    /**
     * Whether several values with the same key and start are kept beside each other. Stream-stream joins need that.
     *
     * @return true if so; false if the last value wins
     */
    boolean retainDuplicates();

    /**
     * How far stream time may move past the start of a window before the window may be dropped.
     *
     * @return milliseconds, at least the size of the windows
     */
    long retentionPeriod();
}
