package io.millrace.graph;

import io.millrace.store.History;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.state.StoreBuilder;

/**
 * A store before the configuration is known. A store of the DSL for which the user named no kind is on disk or in
 * memory as the configuration says, so its builder can only be made when the application is planned.
 *
 * <p>Immutable. Two definitions that are equal are the same store; another one of the same name is an error.
 */
public interface StoreDefinition {

    /** The store of a builder that the user made. */
    static StoreDefinition given(StoreBuilder<?> builder) {
        return new GivenStore(builder);
    }

    /** The store's name. */
    String name();

    /** The builder of the store. */
    StoreBuilder<?> builder(StreamsConfig config);

    /** What the store's changelog has to keep. */
    History history();
}
