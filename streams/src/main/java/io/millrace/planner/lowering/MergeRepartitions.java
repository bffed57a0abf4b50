package io.millrace.planner.lowering;

import static java.util.Objects.requireNonNull;

import io.millrace.planner.logical.LogicalGraph;
import io.millrace.planner.logical.LogicalGraph.Vertex;
import io.millrace.planner.logical.LogicalNode.FixedKeyOperation;
import io.millrace.planner.logical.LogicalNode.Trait;
import io.millrace.planner.logical.Repartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One repartition after an operation that changed the key, instead of one before each operation that needs the records
 * partitioned by it: they would all carry the same records.
 *
 * <ol>
 *   <li>Each repartition that was put in for a changed key is assigned to the operation that changed it, unless the
 *       values were changed in between: merged, the topic would carry values of a type whose serde is not known.
 *   <li>If a merge of streams lies between them, with such an operation before it on one side or more and repartitions
 *       only behind it, the repartitions are assigned to the merge.
 *   <li>For each operation with repartitions, they are taken out; one new repartition, with the first one's topic and
 *       the first serdes that are known, comes directly after the operation, and what lay between moves behind it.
 * </ol>
 *
 * <p>Kafka Streams fails to build, or lets records pass that are not partitioned by their keys, where a repartition can
 * be reached from two operations that changed keys, or where two repartitions lie on one way. There a repartition stays
 * as it was: one topic more, and right results.
 *
 * <p>Which ways are looked at first, and in which order parents end up, is as in Kafka Streams, because names and
 * numbers depend on it. Used once, by one thread.
 */
final class MergeRepartitions {

    private final Map<Integer, Vertex> vertices = new LinkedHashMap<>();
    private final Map<Integer, LinkedHashSet<Integer>> parents = new LinkedHashMap<>();
    private final List<Set<String>> copartitioned = new ArrayList<>();
    private int nextId;

    private MergeRepartitions(LogicalGraph graph) {
        for (Vertex vertex : graph.vertices()) {
            vertices.put(vertex.id(), vertex);
            parents.put(vertex.id(), new LinkedHashSet<>(vertex.parents()));
            nextId = Math.max(nextId, vertex.id() + 1);
        }
        graph.copartitioned().forEach(group -> copartitioned.add(new HashSet<>(group)));
    }

    static LogicalGraph apply(LogicalGraph graph) {
        MergeRepartitions merge = new MergeRepartitions(graph);
        merge.eligible(merge.assigned()).forEach(merge::replace);
        return merge.result();
    }

    private Map<Integer, Set<Integer>> assigned() {
        Map<Integer, Set<Integer>> assigned = new LinkedHashMap<>();
        for (Vertex vertex : vertices.values()) {
            if (has(vertex, Trait.CHANGES_KEYS)) {
                assigned.put(vertex.id(), new LinkedHashSet<>());
            } else if (vertex.node() instanceof Repartition repartition && repartition.isMergeable()) {
                int changer = changer(vertex.id());
                if (changer >= 0) {
                    requireNonNull(assigned.get(changer)).add(vertex.id());
                }
            }
        }
        return movedBehindMerges(assigned);
    }

    /**
     * The operation that changed the key of what arrives at a repartition; -1 if the values were changed after it, or
     * that operation is code of the user's.
     */
    private int changer(int repartition) {
        int changed = nearest(repartition, id -> changesKeys(id) || changesValues(id));
        return changed >= 0 && has(vertex(changed), Trait.CHANGES_KEYS) ? changed : -1;
    }

    private boolean changesKeys(int id) {
        return has(vertex(id), Trait.CHANGES_KEYS) || has(vertex(id), Trait.MAY_CHANGE_KEYS);
    }

    private boolean changesValues(int id) {
        return has(vertex(id), Trait.CHANGES_VALUES) || vertex(id).node() instanceof FixedKeyOperation;
    }

    private Map<Integer, Set<Integer>> movedBehindMerges(Map<Integer, Set<Integer>> assigned) {
        Map<Integer, Set<Integer>> ofMerges = new LinkedHashMap<>();
        Set<Integer> moved = new HashSet<>();
        for (Vertex merge : vertices.values()) {
            if (has(merge, Trait.MERGES)) {
                Set<Integer> repartitions = new LinkedHashSet<>();
                assigned.forEach((changer, behind) -> {
                    if (behind.stream().allMatch(id -> childBetween(merge.id(), id) >= 0)
                            && childBetween(changer, merge.id()) >= 0) {
                        repartitions.addAll(behind);
                        moved.add(changer);
                    }
                });
                ofMerges.put(merge.id(), repartitions);
            }
        }
        assigned.keySet().removeAll(moved);
        assigned.putAll(ofMerges);
        return assigned;
    }

    /** Leaves out what cannot be moved without letting records pass that are not partitioned by their keys. */
    private Map<Integer, Set<Integer>> eligible(Map<Integer, Set<Integer>> assigned) {
        Map<Integer, Integer> timesAssigned = new HashMap<>();
        assigned.values().forEach(all -> all.forEach(id -> timesAssigned.merge(id, 1, Integer::sum)));
        Map<Integer, Set<Integer>> eligible = new LinkedHashMap<>();
        assigned.forEach((operation, repartitions) -> {
            Set<Integer> kept = new LinkedHashSet<>(repartitions);
            kept.removeIf(id -> timesAssigned.getOrDefault(id, 0) > 1 || isReachedByOtherKeys(id, operation));
            if (!kept.isEmpty()) {
                eligible.put(operation, kept);
            }
        });
        return eligible;
    }

    /** Whether records with changed keys get to a node without passing the operation or another repartition. */
    private boolean isReachedByOtherKeys(int id, int operation) {
        for (int parent : parents(id)) {
            if (parent != operation
                    && !(vertex(parent).node() instanceof Repartition)
                    && (changesKeys(parent) || isReachedByOtherKeys(parent, operation))) {
                return true;
            }
        }
        return false;
    }

    private void replace(int operation, Set<Integer> repartitions) {
        Repartition node = merged(repartitions);
        int id = nextId++;
        parents.put(id, new LinkedHashSet<>());
        for (int repartition : repartitions) {
            int child = childBetween(operation, repartition);
            // None if another of these repartitions took the same way: then this one stays, behind the new one.
            if (child >= 0) {
                parents(child).add(id);
                parents(child).remove(operation);
                remove(repartition, node.name());
            }
        }
        parents(id).add(operation);
        // The priority of the operation: right after it.
        vertices.put(id, new Vertex(id, vertex(operation).priority(), node, List.of()));
    }

    /** Takes a repartition out; its children become those of its parents. */
    private void remove(int repartition, String replacement) {
        Set<Integer> above = parents(repartition);
        for (LinkedHashSet<Integer> ofChild : parents.values()) {
            if (ofChild.contains(repartition)) {
                ofChild.addAll(above);
                ofChild.remove(repartition);
            }
        }
        String name = vertex(repartition).node().name();
        for (Set<String> group : copartitioned) {
            if (group.remove(name)) {
                group.add(replacement);
            }
        }
        parents.remove(repartition);
        vertices.remove(repartition);
    }

    private Repartition merged(Collection<Integer> repartitions) {
        Repartition merged = null;
        for (int id : repartitions) {
            Repartition next = (Repartition) vertex(id).node();
            merged = merged == null ? next.named(next.topic()) : merged.withSerdesOf(next);
        }
        if (merged == null) {
            throw new AssertionError("nothing to merge");
        }
        return merged;
    }

    /** The node on the way from an ancestor down to a node that is the ancestor's child; -1 if there is no way. */
    private int childBetween(int ancestor, int id) {
        return nearest(id, candidate -> parents(candidate).contains(ancestor));
    }

    /** The node itself, or the first of its ancestors, that fits; -1 for none. */
    private int nearest(int id, Test test) {
        if (test.fits(id)) {
            return id;
        }
        for (int parent : parents(id)) {
            int found = nearest(parent, test);
            if (found >= 0) {
                return found;
            }
        }
        return -1;
    }

    private LogicalGraph result() {
        List<Vertex> result = new ArrayList<>();
        vertices.forEach(
                (id, vertex) -> result.add(new Vertex(id, vertex.priority(), vertex.node(), List.copyOf(parents(id)))));
        return new LogicalGraph(result, copartitioned);
    }

    private Vertex vertex(int id) {
        return requireNonNull(vertices.get(id));
    }

    private Set<Integer> parents(int id) {
        return requireNonNull(parents.get(id));
    }

    private static boolean has(Vertex vertex, Trait trait) {
        return vertex.node().trait() == trait;
    }

    /** What is looked for. */
    private interface Test {
        boolean fits(int id);
    }
}
