package io.millrace.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store and what it is connected with.
 *
 * @param definition the store
 * @param processors names of the processors that may use it, in the order in which they were connected
 * @param sourceTopic the topic that it is filled from and that therefore is its changelog; null when it has its own
 * @param global whether every instance fills it with the whole of that topic
 */
public record StoreNode(
        StoreDefinition definition,
        List<String> processors,
        @Nullable String sourceTopic,
        boolean global) {

    public StoreNode {
        processors = List.copyOf(processors);
    }

    /** The store's name. */
    public String name() {
        return definition.name();
    }
}
