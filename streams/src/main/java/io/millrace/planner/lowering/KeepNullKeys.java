package io.millrace.planner.lowering;

import io.millrace.planner.logical.LogicalGraph;
import io.millrace.planner.logical.LogicalGraph.Vertex;
import io.millrace.planner.logical.LogicalNode.Trait;
import io.millrace.planner.logical.Repartition;
import java.util.HashSet;
import java.util.Set;

/**
 * Records without a key are dropped before a repartition topic, unless something after it, however far, has a use for
 * them (a left join emits them).
 */
final class KeepNullKeys {

    private KeepNullKeys() {}

    static LogicalGraph apply(LogicalGraph graph) {
        Set<Integer> wanted = wanted(graph);
        return graph.withVertices(graph.vertices().stream()
                .map(vertex -> wanted.contains(vertex.id()) ? keeping(vertex) : vertex)
                .toList());
    }

    /** The ids of all nodes that want such records or have a descendant that does. */
    private static Set<Integer> wanted(LogicalGraph graph) {
        Set<Integer> wanted = new HashSet<>();
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Vertex vertex : graph.vertices()) {
                if (wanted.contains(vertex.id()) || vertex.node().trait() == Trait.WANTS_NULL_KEYS) {
                    grew |= wanted.addAll(vertex.parents());
                }
            }
        }
        return wanted;
    }

    private static Vertex keeping(Vertex vertex) {
        return vertex.node() instanceof Repartition repartition
                ? new Vertex(vertex.id(), vertex.priority(), repartition.keepingNullKeys(), vertex.parents())
                : vertex;
    }
}
