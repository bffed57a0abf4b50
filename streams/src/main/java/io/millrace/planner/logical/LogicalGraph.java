package io.millrace.planner.logical;

import java.util.List;
import java.util.Set;

/**
 * What the user asked for, as an immutable graph.
 *
 * @param vertices in the order of their ids
 * @param copartitioned groups of sources, by node name, whose topics must have the same number of partitions
 */
public record LogicalGraph(List<Vertex> vertices, List<Set<String>> copartitioned) {

    public LogicalGraph {
        vertices = List.copyOf(vertices);
        copartitioned = copartitioned.stream().<Set<String>>map(Set::copyOf).toList();
    }

    /** The same nodes with other edges or properties. */
    public LogicalGraph withVertices(List<Vertex> others) {
        return new LogicalGraph(others, copartitioned);
    }

    /**
     * A node and its place.
     *
     * @param id its number in the order in which nodes were added; never reused
     * @param priority of the nodes that could be lowered next, the one with the smallest comes first. It is the place
     *     of the last call that added an edge to this node, which is what the order of Kafka Streams depends on
     * @param node what it does
     * @param parents ids of the nodes whose records arrive here, in the order in which they were connected
     */
    public record Vertex(int id, int priority, LogicalNode node, List<Integer> parents) {

        public Vertex {
            parents = List.copyOf(parents);
        }
    }
}
