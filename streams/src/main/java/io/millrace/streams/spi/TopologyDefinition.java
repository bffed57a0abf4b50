package io.millrace.streams.spi;

import io.millrace.streams.TopologyDescription;
import io.millrace.streams.state.StoreBuilder;
import java.util.List;

/**
 * A topology that is being put together, behind {@code Topology}. Every call checks what it is given and throws
 * {@code TopologyException} with the name and what was expected. Not thread safe: {@code Topology} guards it.
 */
public interface TopologyDefinition {

    /** Adds a source. */
    void addSource(SourceDefinition source);

    /** Adds a sink. */
    void addSink(SinkDefinition sink);

    /** Adds a processor. */
    void addProcessor(ProcessorDefinition processor);

    /** Adds a store and connects it to processors. */
    void addStateStore(StoreBuilder<?> store, List<String> processors);

    /** Adds a source, a store that it fills, and the processor that does so; the source topic serves as changelog. */
    void addReadOnlyStateStore(StoreBuilder<?> store, SourceDefinition source, ProcessorDefinition processor);

    /** Adds a store that every instance fills with the whole of a topic. */
    void addGlobalStore(StoreBuilder<?> store, SourceDefinition source, ProcessorDefinition processor);

    /** Connects a processor to stores that have been added. */
    void connect(String processor, List<String> stores);

    /** What has been put together, for people. */
    TopologyDescription describe();
}
