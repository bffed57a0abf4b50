package io.millrace.store;

import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSpec.ValueLayout;
import io.millrace.streams.state.HeadersBytesStoreSupplier;
import io.millrace.streams.state.KeyValueBytesStoreSupplier;
import io.millrace.streams.state.KeyValueStore;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/**
 * Names one of our key-value stores. Builders take from it what the store is; only a user who calls {@code get} himself
 * has a store of bytes made, in which what belongs to a value is the beginning of its bytes. Immutable.
 */
sealed class KeyValueSupplier implements KeyValueBytesStoreSupplier {

    private final String name;
    private final KeyLayout keys;
    private final Residence residence;

    KeyValueSupplier(String name, KeyLayout keys, Residence residence) {
        this.name = name;
        this.keys = keys;
        this.residence = residence;
    }

    /** With the mark by which operators know that headers are to be kept. */
    static final class WithHeaders extends KeyValueSupplier implements HeadersBytesStoreSupplier {

        WithHeaders(String name, KeyLayout keys, Residence residence) {
            super(name, keys, residence);
        }
    }

    final KeyLayout keys() {
        return keys;
    }

    final Residence residence() {
        return residence;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final KeyValueStore<Bytes, byte[]> get() {
        StoreSpec spec = StoreSpec.of(name, keys, ValueLayout.PLAIN, residence);
        return new TypedKeyValueStore<>(
                new StoreDefinition<>(spec, Serdes.Bytes(), Serdes.ByteArray(), ValueForm::plain), null);
    }

    @Override
    public final String metricsScope() {
        if (keys instanceof KeyLayout.Bounded) {
            return "in-memory-lru";
        }
        return residence == Residence.DISK ? "rocksdb" : "in-memory";
    }
}
