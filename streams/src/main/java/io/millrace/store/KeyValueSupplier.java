package io.millrace.store;

import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSpec.ValueLayout;
import io.millrace.streams.state.HeadersBytesStoreSupplier;
import io.millrace.streams.state.KeyValueBytesStoreSupplier;
import io.millrace.streams.state.KeyValueStore;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Names one of our key-value stores. Builders take from it what the store is; only a user who calls {@code get} himself
 * has a store of bytes made, in which what belongs to a value is the beginning of its bytes.
 */
record KeyValueSupplier(String name, KeyLayout keys, Residence residence, ValueLayout values)
        implements KeyValueBytesStoreSupplier {

    /** What a supplier says, if it is one of ours. */
    static @Nullable KeyValueSupplier of(KeyValueBytesStoreSupplier supplier) {
        if (supplier instanceof WithHeaders marked) {
            return marked.ours;
        }
        return supplier instanceof KeyValueSupplier ours ? ours : null;
    }

    /** As its users get it: with the mark of suppliers of headers, if it is one. */
    KeyValueBytesStoreSupplier shown() {
        return values == ValueLayout.HEADERS ? new WithHeaders(this) : this;
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        StoreSpec spec = StoreSpec.of(name, keys, ValueLayout.PLAIN, residence);
        return new TypedKeyValueStore<>(
                new StoreDefinition<>(spec, Serdes.Bytes(), Serdes.ByteArray(), ValueForm::plain), null);
    }

    @Override
    public String metricsScope() {
        if (keys instanceof KeyLayout.Bounded) {
            return "in-memory-lru";
        }
        return residence == Residence.DISK ? "rocksdb" : "in-memory";
    }

    private record WithHeaders(KeyValueSupplier ours) implements KeyValueBytesStoreSupplier, HeadersBytesStoreSupplier {

        @Override
        public String name() {
            return ours.name();
        }

        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return ours.get();
        }

        @Override
        public String metricsScope() {
            return ours.metricsScope();
        }
    }
}
