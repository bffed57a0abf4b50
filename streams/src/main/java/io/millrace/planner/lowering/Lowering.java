package io.millrace.planner.lowering;

import io.millrace.graph.GraphBuilder;
import io.millrace.planner.logical.LogicalGraph;
import io.millrace.planner.logical.LogicalGraph.Vertex;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.streams.StreamsConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns a logical graph into steps, rule by rule. */
public final class Lowering {

    private Lowering() {}

    /**
     * Adds the steps of a logical graph.
     *
     * @param logical what the user asked for
     * @param optimizations values of {@code topology.optimization}
     * @param steps where the steps go
     */
    public static void lower(LogicalGraph logical, Set<String> optimizations, GraphBuilder steps) {
        LogicalGraph graph = KeepNullKeys.apply(optimized(MergeSources.apply(logical), optimizations));
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

    private static LogicalGraph optimized(LogicalGraph graph, Set<String> optimizations) {
        LogicalGraph optimized = graph;
        if (optimizations.contains(StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS)) {
            optimized = ReuseSourceTopics.apply(optimized);
        }
        if (optimizations.contains(StreamsConfig.MERGE_REPARTITION_TOPICS)) {
            optimized = MergeRepartitions.apply(optimized);
        }
        if (optimizations.contains(StreamsConfig.SINGLE_STORE_SELF_JOIN)) {
            optimized = SelfJoins.apply(optimized);
        }
        return optimized;
    }
}
