package io.millrace.planner.lowering;

import io.millrace.planner.logical.LogicalGraph;
import io.millrace.planner.logical.LogicalGraph.Vertex;
import io.millrace.planner.logical.LogicalNode.StreamJoin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is joined with itself keeps its records once instead of twice: one node finds the partners of each
 * record as both streams' record. The second keeper goes.
 */
final class SelfJoins {

    private final List<Vertex> vertices;

    private SelfJoins(LogicalGraph graph) {
        this.vertices = new ArrayList<>(graph.vertices());
    }

    static LogicalGraph apply(LogicalGraph graph) {
        SelfJoins rule = new SelfJoins(graph);
        graph.vertices().forEach(rule::rewrite);
        return graph.withVertices(rule.vertices);
    }

    private void rewrite(Vertex vertex) {
        if (vertex.node() instanceof StreamJoin join && vertex.parents().size() == 1) {
            int stream = vertex.parents().get(0);
            Vertex keeper = keeper(join.keeper(), stream);
            Vertex otherKeeper = keeper(join.otherKeeper(), stream);
            if (keeper != null && otherKeeper != null) {
                vertices.set(
                        vertices.indexOf(vertex),
                        new Vertex(vertex.id(), vertex.priority(), join.ofOneStream(), List.of(keeper.id())));
                vertices.remove(otherKeeper);
            }
        }
    }

    private @Nullable Vertex keeper(String name, int stream) {
        for (Vertex vertex : vertices) {
            if (vertex.node().name().equals(name) && vertex.parents().equals(List.of(stream))) {
                return vertex;
            }
        }
        return null;
    }
}
