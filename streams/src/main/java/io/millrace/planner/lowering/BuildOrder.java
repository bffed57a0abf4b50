package io.millrace.planner.lowering;

import io.millrace.planner.logical.LogicalGraph;
import io.millrace.planner.logical.LogicalGraph.Vertex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The order in which nodes become steps: parents before children and, of the nodes whose parents are done, the one with
 * the smallest priority first. The numbers of subtopologies follow from it.
 */
final class BuildOrder {

    private BuildOrder() {}

    static List<Vertex> of(LogicalGraph graph) {
        PriorityQueue<Vertex> ready = new PriorityQueue<>(Comparator.comparingInt(Vertex::priority));
        List<Vertex> waiting = new ArrayList<>(graph.vertices());
        List<Vertex> order = new ArrayList<>();
        Set<Integer> done = new HashSet<>();
        release(waiting, done, ready);
        while (!ready.isEmpty()) {
            Vertex next = ready.remove();
            order.add(next);
            done.add(next.id());
            release(waiting, done, ready);
        }
        return order;
    }

    private static void release(List<Vertex> waiting, Set<Integer> done, PriorityQueue<Vertex> ready) {
        for (Vertex vertex : List.copyOf(waiting)) {
            if (done.containsAll(vertex.parents())) {
                waiting.remove(vertex);
                ready.add(vertex);
            }
        }
    }
}
