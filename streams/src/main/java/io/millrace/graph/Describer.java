package io.millrace.graph;

import io.millrace.graph.Description.DescribedGlobalStore;
import io.millrace.graph.Description.DescribedSubtopology;
import io.millrace.streams.TopologyDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        Set<String> names = new HashSet<>();
        group.nodes().forEach(node -> names.add(node.name()));
        Map<String, DescribedNode> described = new HashMap<>();
        for (String name : names) {
            described.put(name, DescribedNode.of(nodes.get(name)));
        }
        for (DescribedNode node : described.values()) {
            for (String parent : nodes.get(node.name()).parents()) {
                described.get(parent).connect(node);
            }
        }
        return described;
    }

    private static DescribedGlobalStore globalStore(NodeGroup group, Map<String, DescribedNode> nodes) {
        Node source = group.nodes().get(0);
        Node processor = group.nodes().get(1);
        return new DescribedGlobalStore(
                group.id(), (DescribedNode.Source) nodes.get(source.name()), (DescribedNode.Processor)
                        nodes.get(processor.name()));
    }
}
