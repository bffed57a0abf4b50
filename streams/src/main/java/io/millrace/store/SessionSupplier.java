package io.millrace.store;

import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSpec.ValueLayout;
import io.millrace.streams.state.HeadersBytesStoreSupplier;
import io.millrace.streams.state.SessionBytesStoreSupplier;
import io.millrace.streams.state.SessionStore;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/** Names one of our session stores; see {@link KeyValueSupplier}. */
sealed class SessionSupplier implements SessionBytesStoreSupplier {

    private final String name;
    private final Residence residence;
    private final KeyLayout.Sessions sessions;

    SessionSupplier(String name, Residence residence, KeyLayout.Sessions sessions) {
        this.name = name;
        this.residence = residence;
        this.sessions = sessions;
    }

    /** As {@link KeyValueSupplier.WithHeaders}. */
    static final class WithHeaders extends SessionSupplier implements HeadersBytesStoreSupplier {

        WithHeaders(String name, Residence residence, KeyLayout.Sessions sessions) {
            super(name, residence, sessions);
        }
    }

    /** How the sessions lie in the byte store; what users are told the segments are does not matter on the heap. */
    final KeyLayout.Sessions layoutSessions() {
        return residence == Residence.DISK
                ? sessions
                : new KeyLayout.Sessions(
                        sessions.retentionMs(), WindowSupplier.heapSegmentIntervalMs(sessions.retentionMs()));
    }

    final Residence residence() {
        return residence;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final SessionStore<Bytes, byte[]> get() {
        KeyLayout.Sessions layout = layoutSessions();
        StoreSpec spec = StoreSpec.of(name, layout, ValueLayout.PLAIN, residence);
        return new TypedSessionStore<>(
                new StoreDefinition<>(spec, Serdes.Bytes(), Serdes.ByteArray(), ValueForm::plain), layout, null);
    }

    @Override
    public final String metricsScope() {
        return residence == Residence.DISK ? "rocksdb-session" : "in-memory-session";
    }

    @Override
    public final long segmentIntervalMs() {
        return sessions.segmentIntervalMs();
    }

    @Override
    public final long retentionPeriod() {
        return sessions.retentionMs();
    }
}
