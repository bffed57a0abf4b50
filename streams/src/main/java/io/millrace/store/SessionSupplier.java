package io.millrace.store;

import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSpec.ValueLayout;
import io.millrace.streams.state.SessionBytesStoreSupplier;
import io.millrace.streams.state.SessionStore;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/** Names one of our session stores; see {@link KeyValueSupplier}. */
record SessionSupplier(String name, Residence residence, KeyLayout.Sessions sessions)
        implements SessionBytesStoreSupplier {

    /** How the sessions lie in the byte store; what users are told the segments are does not matter on the heap. */
    KeyLayout.Sessions layoutSessions() {
        return residence == Residence.DISK
                ? sessions
                : new KeyLayout.Sessions(
                        sessions.retentionMs(), WindowSupplier.heapSegmentIntervalMs(sessions.retentionMs()));
    }

    @Override
    public SessionStore<Bytes, byte[]> get() {
        KeyLayout.Sessions layout = layoutSessions();
        StoreSpec spec = StoreSpec.of(name, layout, ValueLayout.PLAIN, residence);
        return new TypedSessionStore<>(
                new StoreDefinition<>(spec, Serdes.Bytes(), Serdes.ByteArray(), ValueForm::plain), layout, null);
    }

    @Override
    public String metricsScope() {
        return residence == Residence.DISK ? "rocksdb-session" : "in-memory-session";
    }

    @Override
    public long segmentIntervalMs() {
        return sessions.segmentIntervalMs();
    }

    @Override
    public long retentionPeriod() {
        return sessions.retentionMs();
    }
}
