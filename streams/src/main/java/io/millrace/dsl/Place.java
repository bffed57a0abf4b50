package io.millrace.dsl;

import io.millrace.planner.logical.LogicalNode;
import io.millrace.planner.logical.Repartition;
import java.util.HashSet;
import java.util.Set;

/**
 * Where in the graph a stream or a table stands.
 *
 * @param dsl the builder's shared parts
 * @param name the name of its node, from which names of repartition topics are made
 * @param vertex the id of its node
 * @param sources names of the sources that its records came through since they were last partitioned
 */
record Place(Dsl dsl, String name, int vertex, Set<String> sources) {

    Place {
        sources = Set.copyOf(sources);
    }

    /** The place after a new node whose parent stands here. */
    Place then(LogicalNode node) {
        return new Place(dsl, node.name(), dsl.draft().add(node, vertex), sources);
    }

    /** The place after a repartition. */
    Place through(Repartitioning<?, ?> repartitioning) {
        return through(repartitioning.node(dsl));
    }

    /** The place after a repartition whose node has been made. */
    Place through(Repartition node) {
        return new Place(dsl, node.name(), dsl.draft().add(node, vertex), Set.of(node.name()));
    }

    /** Says that records from here and from there meet by key; returns the sources of both. */
    Set<String> copartitionWith(Place other) {
        Set<String> both = new HashSet<>(sources);
        both.addAll(other.sources);
        dsl.draft().copartition(both);
        return both;
    }
}
