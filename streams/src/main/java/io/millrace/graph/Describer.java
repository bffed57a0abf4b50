package io.millrace.graph;

import static java.util.Objects.requireNonNull;

import io.millrace.graph.Description.DescribedGlobalStore;
import io.millrace.graph.Description.DescribedSubtopology;
import io.millrace.streams.TopologyDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Describes a graph for people, to the letter as Kafka Streams does, because applications keep that text in their
 * tests.
 *
 * <p>The order of nodes in that text is defined by an algorithm, not by a rule: nodes hang in sets that are sorted by
 * the weight of what comes after them, then by name, while the weights are still being summed up, so the order in which
 * the nodes are visited shows in the result. It is that of a {@link HashMap} by name. Hence the hash tables here and in
 * {@link DescribedNode}: ordered ones would give other texts.
 */
final class Describer {

    private Describer() {}

    static TopologyDescription describe(TopologyGraph graph) {
        List<DescribedSubtopology> subtopologies = new ArrayList<>();
        List<DescribedGlobalStore> globalStores = new ArrayList<>();
        for (NodeGroup group : graph.groups()) {
            Map<String, DescribedNode> nodes = describe(group);
            if (group.global()) {
                globalStores.add(globalStore(group, nodes));
            } else {
                subtopologies.add(new DescribedSubtopology(group.id(), DescribedNode.sorted(nodes.values())));
            }
        }
        return new Description(subtopologies, globalStores);
    }

    private static Map<String, DescribedNode> describe(NodeGroup group) {
        Map<String, Node> nodes = new HashMap<>();
        group.nodes().forEach(node -> nodes.put(node.name(), node));
        // From one table into another: where hashes collide, the order of arrival counts.
        Map<String, DescribedNode> described = new HashMap<>();
        nodes.forEach((name, node) -> described.put(name, DescribedNode.of(node)));
        for (DescribedNode child : described.values()) {
            for (String parent : requireNonNull(nodes.get(child.name())).parents()) {
                named(described, parent).connect(child);
            }
        }
        return described;
    }

    private static DescribedGlobalStore globalStore(NodeGroup group, Map<String, DescribedNode> nodes) {
        DescribedNode source = named(nodes, group.nodes().get(0).name());
        DescribedNode processor = named(nodes, group.nodes().get(1).name());
        return new DescribedGlobalStore(group.id(), (DescribedNode.Source) source, (DescribedNode.Processor) processor);
    }

    private static DescribedNode named(Map<String, DescribedNode> nodes, String name) {
        return requireNonNull(nodes.get(name));
    }
}
