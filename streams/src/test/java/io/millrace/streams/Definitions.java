package io.millrace.streams;

import io.millrace.streams.spi.TopologyDefinition;

/** Looks behind a topology. */
public final class Definitions {

    private Definitions() {}

    public static TopologyDefinition of(Topology topology) {
        return topology.definition();
    }
}
