package io.millrace.graph;

import io.millrace.streams.TopologyDescription;
import io.millrace.streams.processor.TopicNameExtractor;
import io.millrace.streams.spi.SinkDefinition;
import io.millrace.streams.spi.SourceDefinition;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A node as it is described for people. Only {@link Describer} changes it, before anybody else sees it.
 *
 * <p>Nodes are equal when their names, their own properties and, below a source, their parents are. The children do not
 * count: two nodes that refer to each other could never be compared.
 */
abstract sealed class DescribedNode implements TopologyDescription.Node {

    private static final Comparator<TopologyDescription.Node> HEAVY_FIRST = (one, other) -> {
        int byWeight = Integer.compare(((DescribedNode) other).weight, ((DescribedNode) one).weight);
        return one.equals(other) ? 0 : byWeight != 0 ? byWeight : one.name().compareTo(other.name());
    };

    private final String name;
    private final Set<TopologyDescription.Node> parents = new TreeSet<>(HEAVY_FIRST);
    private final Set<TopologyDescription.Node> children = new TreeSet<>(HEAVY_FIRST);

    /** How many nodes come after this one, counted once per way to get there, and itself. */
    private int weight = 1;

    private DescribedNode(String name) {
        this.name = name;
    }

    static DescribedNode of(Node node) {
        if (node instanceof Node.Source source) {
            return new Source(source.definition());
        }
        if (node instanceof Node.Sink sink) {
            return new Sink(sink.definition());
        }
        return new Processor((Node.Processor) node);
    }

    static Set<TopologyDescription.Node> sorted(Collection<DescribedNode> nodes) {
        Set<TopologyDescription.Node> sorted = new TreeSet<>(HEAVY_FIRST);
        sorted.addAll(nodes);
        return Collections.unmodifiableSet(sorted);
    }

    void connect(DescribedNode child) {
        child.parents.add(this);
        children.add(child);
        addWeight(child.weight);
    }

    private void addWeight(int more) {
        weight += more;
        for (TopologyDescription.Node parent : parents) {
            ((DescribedNode) parent).addWeight(more);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<TopologyDescription.Node> predecessors() {
        return Collections.unmodifiableSet(parents);
    }

    @Override
    public Set<TopologyDescription.Node> successors() {
        return Collections.unmodifiableSet(children);
    }

    String arrows(boolean hasChildren, boolean hasParents) {
        return (hasChildren ? "\n      --> " + names(children) : "")
                + (hasParents ? "\n      <-- " + names(parents) : "");
    }

    private static String names(Set<TopologyDescription.Node> nodes) {
        return nodes.isEmpty()
                ? "none"
                : nodes.stream().map(TopologyDescription.Node::name).collect(Collectors.joining(", "));
    }

    /** Where records enter. */
    static final class Source extends DescribedNode implements TopologyDescription.Source {

        private final @Nullable Set<String> topics;
        private final @Nullable Pattern pattern;

        Source(SourceDefinition definition) {
            super(definition.name());
            this.pattern = definition.pattern();
            this.topics = pattern == null ? Collections.unmodifiableSet(new HashSet<>(definition.topics())) : null;
        }

        @Override
        public @Nullable Set<String> topicSet() {
            return topics;
        }

        @Override
        public @Nullable Pattern topicPattern() {
            return pattern;
        }

        @Override
        public String toString() {
            return "Source: " + name() + " (topics: " + (topics == null ? pattern : topics) + ")" + arrows(true, false);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Source that
                    && name().equals(that.name())
                    && Objects.equals(topics, that.topics)
                    && Objects.equals(String.valueOf(pattern), String.valueOf(that.pattern));
        }

        @Override
        public int hashCode() {
            return Objects.hash(name(), topics, pattern);
        }
    }

    /** A processor. */
    static final class Processor extends DescribedNode implements TopologyDescription.Processor {

        private final Set<String> stores;

        Processor(Node.Processor processor) {
            super(processor.name());
            Set<String> names = new HashSet<>();
            names.addAll(processor.stores());
            this.stores = Collections.unmodifiableSet(new HashSet<>(names));
        }

        @Override
        public Set<String> stores() {
            return stores;
        }

        @Override
        public String toString() {
            return "Processor: " + name() + " (stores: " + stores + ")" + arrows(true, true);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Processor that
                    && name().equals(that.name())
                    && stores.equals(that.stores)
                    && predecessors().equals(that.predecessors());
        }

        @Override
        public int hashCode() {
            return Objects.hash(name(), stores);
        }
    }

    /** Where records leave. */
    static final class Sink extends DescribedNode implements TopologyDescription.Sink {

        private final SinkDefinition definition;

        Sink(SinkDefinition definition) {
            super(definition.name());
            this.definition = definition;
        }

        @Override
        public @Nullable String topic() {
            return definition.topic();
        }

        @Override
        public @Nullable TopicNameExtractor<?, ?> topicNameExtractor() {
            return definition.topicExtractor();
        }

        @Override
        public String toString() {
            String target = topic() == null ? "extractor class: " + topicNameExtractor() : "topic: " + topic();
            return "Sink: " + name() + " (" + target + ")" + arrows(false, true);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Sink that
                    && name().equals(that.name())
                    && Objects.equals(topic(), that.topic())
                    && Objects.equals(topicNameExtractor(), that.topicNameExtractor())
                    && predecessors().equals(that.predecessors());
        }

        @Override
        public int hashCode() {
            return Objects.hash(name(), topic(), topicNameExtractor());
        }
    }
}
