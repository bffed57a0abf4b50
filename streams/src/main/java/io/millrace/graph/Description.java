package io.millrace.graph;

import io.millrace.streams.TopologyDescription;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A described topology: its subtopologies and global stores, numbered together.
 *
 * @param subtopologies in the order of their numbers
 * @param globalStores in the order of their numbers
 */
record Description(Set<Subtopology> subtopologies, Set<GlobalStore> globalStores) implements TopologyDescription {

    Description {
        subtopologies = Collections.unmodifiableSet(new LinkedHashSet<>(subtopologies));
        globalStores = Collections.unmodifiableSet(new LinkedHashSet<>(globalStores));
    }

    Description(List<DescribedSubtopology> subtopologies, List<DescribedGlobalStore> globalStores) {
        this(new LinkedHashSet<>(subtopologies), new LinkedHashSet<>(globalStores));
    }

    @Override
    public String toString() {
        record Part(int id, Object text) {}
        List<Part> parts = new ArrayList<>();
        subtopologies.forEach(part -> parts.add(new Part(part.id(), part)));
        globalStores.forEach(part -> parts.add(new Part(part.id(), part)));
        parts.sort(Comparator.comparingInt(Part::id));
        StringBuilder text = new StringBuilder("Topologies:\n ");
        parts.forEach(part -> text.append("  ").append(part.text()));
        return text.toString();
    }

    /**
     * A described subtopology.
     *
     * @param id its number
     * @param nodes its nodes, those with the most behind them first
     */
    record DescribedSubtopology(int id, Set<Node> nodes) implements Subtopology {

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("Sub-topology: " + id + "\n");
            nodes.forEach(node -> text.append("    ").append(node).append('\n'));
            return text.append('\n').toString();
        }
    }

    /**
     * A described global store.
     *
     * @param id its number, counted with the subtopologies
     * @param source where its records come from
     * @param processor what fills it
     */
    record DescribedGlobalStore(int id, Source source, Processor processor) implements GlobalStore {

        @Override
        public String toString() {
            return "Sub-topology: " + id + " for global store (will not generate tasks)\n    " + source + "\n    "
                    + processor + "\n";
        }
    }
}
