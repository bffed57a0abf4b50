package io.millrace.store;

import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSpec.ValueLayout;
import io.millrace.streams.state.HeadersBytesStoreSupplier;
import io.millrace.streams.state.WindowBytesStoreSupplier;
import io.millrace.streams.state.WindowStore;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/** Names one of our window stores; see {@link KeyValueSupplier}. */
sealed class WindowSupplier implements WindowBytesStoreSupplier {

    /** Segments of stores on the heap; smaller ones would make every fetch look into many of them. */
    private static final long HEAP_SEGMENT_INTERVAL_MIN_MS = 60_000;

    private final String name;
    private final Residence residence;
    private final KeyLayout.Windows windows;

    WindowSupplier(String name, Residence residence, KeyLayout.Windows windows) {
        this.name = name;
        this.residence = residence;
        this.windows = windows;
    }

    /** As {@link KeyValueSupplier.WithHeaders}. */
    static final class WithHeaders extends WindowSupplier implements HeadersBytesStoreSupplier {

        WithHeaders(String name, Residence residence, KeyLayout.Windows windows) {
            super(name, residence, windows);
        }
    }

    /** How the windows lie in the byte store; what users are told the segments are does not matter on the heap. */
    final KeyLayout.Windows layoutWindows() {
        if (residence == Residence.DISK) {
            return windows;
        }
        long interval = heapSegmentIntervalMs(windows.retentionMs());
        return new KeyLayout.Windows(windows.retentionMs(), interval, windows.sizeMs(), windows.retainDuplicates());
    }

    static long heapSegmentIntervalMs(long retentionMs) {
        return Math.max(retentionMs / 2, HEAP_SEGMENT_INTERVAL_MIN_MS);
    }

    final Residence residence() {
        return residence;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final WindowStore<Bytes, byte[]> get() {
        StoreSpec spec = StoreSpec.of(name, layoutWindows(), ValueLayout.PLAIN, residence);
        return new TypedWindowStore<>(
                new StoreDefinition<>(spec, Serdes.Bytes(), Serdes.ByteArray(), ValueForm::plain),
                layoutWindows(),
                null);
    }

    @Override
    public final String metricsScope() {
        return residence == Residence.DISK ? "rocksdb-window" : "in-memory-window";
    }

    @Override
    public final long segmentIntervalMs() {
        return windows.segmentIntervalMs();
    }

    @Override
    public final long windowSize() {
        return windows.sizeMs();
    }

    @Override
    public final boolean retainDuplicates() {
        return windows.retainDuplicates();
    }

    @Override
    public final long retentionPeriod() {
        return windows.retentionMs();
    }
}
