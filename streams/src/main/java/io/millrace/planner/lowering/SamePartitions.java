package io.millrace.planner.lowering;

import io.millrace.graph.Node;
import io.millrace.graph.TopologyGraph;
import io.millrace.streams.errors.TopologyException;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks what can be checked before topics are seen: topics that must have the same number of partitions, all of which
 * have one given by the user, must be given the same.
 */
final class SamePartitions {

    private SamePartitions() {}

    static void check(TopologyGraph graph) {
        graph.copartitioned().forEach(sources -> check(graph, sources));
    }

    private static void check(TopologyGraph graph, Set<String> sources) {
        TreeMap<String, Integer> partitions = new TreeMap<>();
        for (String name : sources) {
            if (graph.nodes().get(name) instanceof Node.Source source) {
                for (String topic : source.definition().topics()) {
                    OptionalInt given = graph.internalTopics().getOrDefault(topic, OptionalInt.empty());
                    if (given.isEmpty()) {
                        return;
                    }
                    partitions.put(topic, given.getAsInt());
                }
            }
        }
        if (partitions.values().stream().distinct().count() > 1) {
            throw new TopologyException("topics of one join have different numbers of partitions: " + partitions
                    + " (expected: the same, so that equal keys meet)");
        }
    }
}
