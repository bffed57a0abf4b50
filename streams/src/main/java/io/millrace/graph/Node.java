package io.millrace.graph;

import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.spi.SinkDefinition;
import io.millrace.streams.spi.SourceDefinition;
import java.util.List;

/** A node of the step graph. */
public sealed interface Node {

    /** The node's name, unique in the graph. */
    String name();

    /** Names of the nodes whose records arrive here, in the order in which they were given. */
    List<String> parents();

    /**
     * Where records enter.
     *
     * @param definition what is read, and how
     * @param global whether every instance reads all of it, to fill a global store
     */
    record Source(SourceDefinition definition, boolean global) implements Node {

        @Override
        public String name() {
            return definition.name();
        }

        @Override
        public List<String> parents() {
            return List.of();
        }
    }

    /**
     * A processor.
     *
     * @param name the node's name
     * @param supplier makes one processor per task
     * @param parents the nodes whose records arrive here
     * @param stores names of the stores that it may use, in the order in which they were connected
     */
    record Processor(String name, ProcessorSupplier<?, ?, ?, ?> supplier, List<String> parents, List<String> stores)
            implements Node {

        public Processor {
            parents = List.copyOf(parents);
            stores = List.copyOf(stores);
        }
    }

    /**
     * Where records leave.
     *
     * @param definition where they go, and how
     */
    record Sink(SinkDefinition definition) implements Node {

        @Override
        public String name() {
            return definition.name();
        }

        @Override
        public List<String> parents() {
            return definition.parents();
        }
    }
}
