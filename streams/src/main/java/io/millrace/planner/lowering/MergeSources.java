package io.millrace.planner.lowering;

import io.millrace.planner.logical.LogicalGraph;
import io.millrace.planner.logical.LogicalGraph.Vertex;
import io.millrace.planner.logical.LogicalNode.StreamSource;
import io.millrace.streams.errors.TopologyException;
import io.millrace.streams.spi.SourceDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One source for streams of the same topics: a task can read a topic only once. The first one stays, with its name and
 * serdes; the children of the others move to it.
 */
final class MergeSources {

    private final List<Vertex> sources = new ArrayList<>();
    private final Map<Integer, Vertex> replacements = new HashMap<>();

    private MergeSources() {}

    static LogicalGraph apply(LogicalGraph graph) {
        MergeSources merge = new MergeSources();
        for (Vertex vertex : graph.vertices()) {
            if (vertex.node() instanceof StreamSource source) {
                merge.add(vertex, source.source());
            }
        }
        return merge.replacements.isEmpty() ? graph : merge.replaced(graph);
    }

    private void add(Vertex vertex, SourceDefinition source) {
        Vertex same = same(source);
        if (same == null) {
            sources.add(vertex);
        } else {
            replacements.put(vertex.id(), same);
        }
    }

    private @Nullable Vertex same(SourceDefinition source) {
        for (Vertex vertex : sources) {
            SourceDefinition other = ((StreamSource) vertex.node()).source();
            if (overlap(source, other)) {
                checkCanShare(source, other);
                return vertex;
            }
        }
        return null;
    }

    private static boolean overlap(SourceDefinition one, SourceDefinition other) {
        Pattern pattern = one.pattern();
        Pattern otherPattern = other.pattern();
        if (pattern != null && otherPattern != null) {
            return pattern.pattern().equals(otherPattern.pattern()) && pattern.flags() == otherPattern.flags();
        }
        return one.topics().stream().anyMatch(other.topics()::contains);
    }

    private static void checkCanShare(SourceDefinition one, SourceDefinition other) {
        if (!Set.copyOf(one.topics()).equals(Set.copyOf(other.topics()))) {
            throw new TopologyException("sources \"" + other.name() + "\" of " + other.topics() + " and \"" + one.name()
                    + "\" of " + one.topics() + " overlap (expected: the same topics or none in common)");
        }
        if (!Objects.equals(one.offsetReset(), other.offsetReset())) {
            throw new TopologyException("sources \"" + other.name() + "\" and \"" + one.name() + "\" of " + one.topics()
                    + " have different offset reset policies (expected: the same, they read the same records)");
        }
    }

    private LogicalGraph replaced(LogicalGraph graph) {
        List<Vertex> vertices = new ArrayList<>();
        for (Vertex vertex : graph.vertices()) {
            if (!replacements.containsKey(vertex.id())) {
                vertices.add(
                        new Vertex(vertex.id(), vertex.priority(), vertex.node(), replacedParents(vertex.parents())));
            }
        }
        return new LogicalGraph(
                vertices,
                graph.copartitioned().stream()
                        .map(names -> replacedNames(graph, names))
                        .toList());
    }

    private List<Integer> replacedParents(List<Integer> parents) {
        List<Integer> kept = new ArrayList<>(parents);
        for (Integer parent : parents) {
            Vertex replacement = replacements.get(parent);
            if (replacement != null) {
                kept.remove(parent);
                if (!kept.contains(replacement.id())) {
                    kept.add(replacement.id());
                }
            }
        }
        return kept;
    }

    private Set<String> replacedNames(LogicalGraph graph, Set<String> names) {
        Set<String> replaced = new HashSet<>(names);
        for (Vertex vertex : graph.vertices()) {
            Vertex replacement = replacements.get(vertex.id());
            if (replacement != null && replaced.remove(vertex.node().name())) {
                replaced.add(replacement.node().name());
            }
        }
        return replaced;
    }
}
