package io.millrace.graph;

import io.millrace.store.History;
import io.millrace.store.SpecifiedStore;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.state.StoreBuilder;

/**
 * A store that the user made a builder for. Of a builder that is not ours nothing is known but what the API says, so
 * its changelog is that of a store without windows.
 *
 * @param given the user's builder
 */
record GivenStore(StoreBuilder<?> given) implements StoreDefinition {

    @Override
    public String name() {
        return given.name();
    }

    @Override
    public StoreBuilder<?> builder(StreamsConfig config) {
        return given;
    }

    @Override
    public History history() {
        return given instanceof SpecifiedStore specified
                ? specified.spec().keys().history()
                : new History.Newest();
    }
}
