package io.millrace.store;

import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSpec.ValueLayout;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.VersionedBytesStoreSupplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/** Names one of our versioned stores; see {@link KeyValueSupplier}. */
record VersionedSupplier(String name, Residence residence, KeyLayout.Versions versions)
        implements VersionedBytesStoreSupplier {

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        StoreSpec spec = StoreSpec.of(name, versions, ValueLayout.PLAIN, residence);
        return new VersionedBytes(new TypedVersionedStore<>(
                new StoreDefinition<>(spec, Serdes.Bytes(), Serdes.ByteArray(), VersionValues::new), versions));
    }

    @Override
    public String metricsScope() {
        return residence == Residence.DISK ? "rocksdb" : "in-memory";
    }

    @Override
    public long historyRetentionMs() {
        return versions.retentionMs();
    }
}
