package io.millrace.planner.lowering;

import io.millrace.graph.GraphBuilder;
import io.millrace.planner.logical.LogicalGraph;
import io.millrace.planner.logical.LogicalGraph.Vertex;
import io.millrace.planner.logical.LogicalNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns a logical graph into steps, rule by rule. */
public final class Lowering {

    private Lowering() {}

    /**
     * Adds the steps of a logical graph.
     *
     * @param logical what the user asked for
     * @param steps where the steps go
     */
    public static void lower(LogicalGraph logical, GraphBuilder steps) {
        LogicalGraph graph = KeepNullKeys.apply(MergeSources.apply(logical));
        Map<Integer, LogicalNode> nodes = new HashMap<>();
        graph.vertices().forEach(vertex -> nodes.put(vertex.id(), vertex.node()));
        for (Vertex vertex : BuildOrder.of(graph)) {
            List<String> parents = vertex.parents().stream()
                    .map(nodes::get)
                    .map(LogicalNode::name)
                    .toList();
            vertex.node().accept(new NodeLowering(steps, parents));
        }
        graph.copartitioned().forEach(steps::copartition);
        SamePartitions.check(steps.graph());
    }
}
