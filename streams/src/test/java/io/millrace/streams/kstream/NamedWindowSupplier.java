package io.millrace.streams.kstream;

import io.millrace.streams.state.WindowBytesStoreSupplier;
import io.millrace.streams.state.WindowStore;
import org.apache.kafka.common.utils.Bytes;

/** A supplier that nobody asks for a store. */
final class NamedWindowSupplier implements WindowBytesStoreSupplier {

    @Override
    public String name() {
        return "windows";
    }

    @Override
    public WindowStore<Bytes, byte[]> get() {
        throw new AssertionError("nobody should ask for a store");
    }

    @Override
    public String metricsScope() {
        return "test";
    }

    @Override
    public long segmentIntervalMs() {
        return 1;
    }

    @Override
    public long windowSize() {
        return 1;
    }

    @Override
    public boolean retainDuplicates() {
        return false;
    }

    @Override
    public long retentionPeriod() {
        return 1;
    }
}
