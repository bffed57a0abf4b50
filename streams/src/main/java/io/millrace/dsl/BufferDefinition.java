package io.millrace.dsl;

import io.millrace.graph.StoreDefinition;
import io.millrace.store.History;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.Stores;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A store of bytes in which an operator lets records wait. Always on disk, whatever the application's default is.
 *
 * @param name the store's name
 */
record BufferDefinition(String name) implements StoreDefinition {

    @Override
    public StoreBuilder<?> builder(StreamsConfig config) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
    }

    @Override
    public History history() {
        return new History.Newest();
    }
}
