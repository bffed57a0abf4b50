package io.millrace.streams.kstream;

import io.millrace.streams.state.KeyValueBytesStoreSupplier;
import io.millrace.streams.state.KeyValueStore;
import org.apache.kafka.common.utils.Bytes;

/** A supplier that nobody asks for a store. */
final class NamedKeyValueSupplier implements KeyValueBytesStoreSupplier {

    @Override
    public String name() {
        return "kv";
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        throw new AssertionError("nobody should ask for a store");
    }

    @Override
    public String metricsScope() {
        return "test";
    }
}
