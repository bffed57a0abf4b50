package io.millrace.planner.lowering;

import io.millrace.planner.logical.LogicalGraph;
import io.millrace.planner.logical.LogicalGraph.Vertex;
import io.millrace.planner.logical.LogicalNode.TableSource;

/**
 * The topic of a table serves as the changelog of the table's store: both hold the same records, and one topic less is
 * written.
 */
final class ReuseSourceTopics {

    private ReuseSourceTopics() {}

    static LogicalGraph apply(LogicalGraph graph) {
        return graph.withVertices(
                graph.vertices().stream().map(ReuseSourceTopics::reusing).toList());
    }

    private static Vertex reusing(Vertex vertex) {
        return vertex.node() instanceof TableSource table
                ? new Vertex(
                        vertex.id(),
                        vertex.priority(),
                        new TableSource(table.source(), table.table(), true),
                        vertex.parents())
                : vertex;
    }
}
