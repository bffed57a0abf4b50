package io.millrace.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A topology as an immutable graph of steps, before the configuration gives the internal topics their names.
 *
 * @param nodes every node by name, in the order in which they were added; parents come before their children
 * @param stores every store by name, in the order in which they were added
 * @param internalTopics topics that the application makes for itself, by the name that sinks and sources use, with the
 *     number of partitions that the user asked for
 * @param copartitioned groups of sources whose topics must have the same number of partitions, by node name
 */
public record TopologyGraph(
        Map<String, Node> nodes,
        Map<String, StoreNode> stores,
        Map<String, OptionalInt> internalTopics,
        List<Set<String>> copartitioned) {

    public TopologyGraph {
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        stores = Collections.unmodifiableMap(new LinkedHashMap<>(stores));
        internalTopics = Collections.unmodifiableMap(new LinkedHashMap<>(internalTopics));
        copartitioned = copartitioned.stream().<Set<String>>map(Set::copyOf).toList();
    }

    /** Names of the nodes to which a node's records go, in the order in which they were added. */
    public List<String> children(String name) {
        List<String> children = new ArrayList<>();
        for (Node node : nodes.values()) {
            if (node.parents().contains(name)) {
                children.add(node.name());
            }
        }
        return children;
    }

    /**
     * The parts of the graph that are connected, through records or through a shared store, numbered from 0 in the
     * order of their first nodes.
     */
    public List<NodeGroup> groups() {
        return NodeGroup.of(nodes.values(), stores.values());
    }
}
