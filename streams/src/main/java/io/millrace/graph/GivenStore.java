package io.millrace.graph;

import io.millrace.streams.StreamsConfig;
import io.millrace.streams.state.StoreBuilder;
import java.util.OptionalLong;

/**
 * A store that the user made a builder for.
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
    public OptionalLong retentionMs() {
        return OptionalLong.empty();
    }
}
