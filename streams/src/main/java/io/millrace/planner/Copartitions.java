package io.millrace.planner;

import io.millrace.graph.Node;
import io.millrace.graph.TopologyGraph;
import io.millrace.plan.Copartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which topics must have the same number of partitions: those whose sources meet in a join, and, since one join's
 * topics may be another's too, all that are linked by a common topic.
 */
final class Copartitions {

    private Copartitions() {}

    static List<Copartition> of(TopologyGraph graph, TopicNames names) {
        List<Set<String>> groups = new ArrayList<>();
        for (Set<String> sources : graph.copartitioned()) {
            Set<String> joined = topics(graph, sources, names);
            List<Set<String>> overlapping = groups.stream()
                    .filter(group -> group.stream().anyMatch(joined::contains))
                    .toList();
            overlapping.forEach(joined::addAll);
            groups.removeAll(overlapping);
            groups.add(joined);
        }
        return groups.stream()
                .filter(group -> group.size() > 1)
                .map(group -> new Copartition(List.copyOf(group)))
                .toList();
    }

    private static Set<String> topics(TopologyGraph graph, Set<String> sources, TopicNames names) {
        Set<String> topics = new TreeSet<>();
        for (String name : sources) {
            if (graph.nodes().get(name) instanceof Node.Source source) {
                topics.addAll(names.full(source.definition().topics()));
            }
        }
        return topics;
    }
}
