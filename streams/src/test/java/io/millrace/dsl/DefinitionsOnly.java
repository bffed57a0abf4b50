package io.millrace.dsl;

import io.millrace.graph.GraphBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.TopologyConfig;
import io.millrace.streams.embedded.EmbeddedLog;
import io.millrace.streams.spi.Application;
import io.millrace.streams.spi.DslDefinition;
import io.millrace.streams.spi.Implementation;
import io.millrace.streams.spi.StoreFactory;
import io.millrace.streams.spi.TopologyDefinition;
import org.jspecify.annotations.Nullable;

/**
 * An implementation that can define topologies but not run them, for tests in a tree where the runtime is not there yet.
 * To be deleted, with its service file, when {@code io.millrace.runtime} registers the real one.
 */
public final class DefinitionsOnly implements Implementation {

    @Override
    public StoreFactory stores() {
        return new NamedStores();
    }

    @Override
    public TopologyDefinition newTopology(@Nullable TopologyConfig config) {
        return new GraphBuilder(config);
    }

    @Override
    public DslDefinition newDsl(@Nullable TopologyConfig config) {
        return new DslBuilder(config);
    }

    @Override
    public Application newApplication(TopologyDefinition topology, StreamsConfig config) {
        throw new AssertionError("tests of definitions run no applications");
    }

    @Override
    public EmbeddedLog openEmbeddedLog(StreamsConfig config) {
        throw new AssertionError("tests of definitions open no logs");
    }
}
