package io.millrace.store;

import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSpec.ValueLayout;
import io.millrace.streams.state.KeyValueBytesStoreSupplier;
import io.millrace.streams.state.KeyValueStore;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/**
 * Names one of our key-value stores. Builders take from it what the store is; only a user who calls {@code get} himself
 * has a store of bytes made, in which timestamps are the first 64 bits of values.
 */
record KeyValueSupplier(String name, Residence residence, ValueLayout values) implements KeyValueBytesStoreSupplier {

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        StoreSpec spec = StoreSpec.of(name, new KeyLayout.Plain(), ValueLayout.PLAIN, residence);
        return new TypedKeyValueStore<>(
                new StoreDefinition<>(spec, Serdes.Bytes(), Serdes.ByteArray(), ValueForm::plain), null);
    }

    @Override
    public String metricsScope() {
        return residence == Residence.DISK ? "rocksdb" : "in-memory";
    }
}
