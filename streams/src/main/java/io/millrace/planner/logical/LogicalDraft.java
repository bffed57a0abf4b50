package io.millrace.planner.logical;

import io.millrace.planner.logical.LogicalGraph.Vertex;
import io.millrace.streams.errors.TopologyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A logical graph that is still being written. Owned by one builder of the DSL, whose user calls it from one thread at
 * a time.
 */
public final class LogicalDraft {

    private final List<Vertex> vertices = new ArrayList<>();
    private final List<Set<String>> copartitioned = new ArrayList<>();
    private final Map<Integer, Long> graces = new HashMap<>();
    private int placed;

    /**
     * Adds a node.
     *
     * @param node what it does
     * @param parents ids of the nodes whose records arrive there
     * @return the node's id
     */
    public int add(LogicalNode node, List<Integer> parents) {
        int id = vertices.size();
        // Every edge takes a place, one by one; the last one counts.
        placed += Math.max(1, parents.size());
        vertices.add(new Vertex(id, placed, node, parents.stream().distinct().toList()));
        return id;
    }

    /** Adds a node with one parent. */
    public int add(LogicalNode node, int parent) {
        return add(node, List.of(parent));
    }

    /** Adds a node without parents. */
    public int add(LogicalNode node) {
        return add(node, List.of());
    }

    /**
     * Connects a node that is there already with a parent, again or for the first time, which moves it back in the
     * order.
     */
    public void connect(int id, int parent) {
        Vertex vertex = vertices.get(id);
        List<Integer> parents = new ArrayList<>(vertex.parents());
        if (!parents.contains(parent)) {
            parents.add(parent);
        }
        vertices.set(id, new Vertex(id, ++placed, vertex.node(), parents));
    }

    /** Says that what this node makes belongs to windows, which close so long after their end. */
    public void closesAfter(int id, long graceMs) {
        graces.put(id, graceMs);
    }

    /**
     * How long after their end the windows close that a node's records belong to: the longest time of all that it is
     * made from.
     *
     * @throws TopologyException if they belong to none, or not all of them do
     */
    public long graceMs(int id) {
        return graceMs(id, "");
    }

    private long graceMs(int id, String path) {
        Long known = graces.get(id);
        if (known != null) {
            return known;
        }
        Vertex vertex = vertices.get(id);
        String longer = vertex.node().name() + path;
        if (vertex.parents().isEmpty()) {
            throw new TopologyException("suppress until windows close: there are no windows in " + longer
                    + " (expected: a table that a windowed aggregation made)");
        }
        return vertex.parents().stream()
                .mapToLong(parent -> graceMs(parent, " -> " + longer))
                .max()
                .orElseThrow();
    }

    /** Says that the topics of these sources must have the same number of partitions. */
    public void copartition(Set<String> sources) {
        copartitioned.add(sources);
    }

    /** What has been written so far. */
    public LogicalGraph graph() {
        return new LogicalGraph(vertices, copartitioned);
    }
}
