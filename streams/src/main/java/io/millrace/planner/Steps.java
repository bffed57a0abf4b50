package io.millrace.planner;

import io.millrace.graph.Node;
import io.millrace.graph.NodeGroup;
import io.millrace.graph.StoreNode;
import io.millrace.graph.TopologyGraph;
import io.millrace.plan.GlobalStore;
import io.millrace.plan.ProcessorStep;
import io.millrace.plan.SinkStep;
import io.millrace.plan.SourceStep;
import io.millrace.plan.Subtopology;
import io.millrace.streams.spi.SinkDefinition;
import io.millrace.streams.spi.SourceDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns nodes into steps: the same, but with final names of topics and with the names of children instead of parents,
 * since records are pushed.
 *
 * @param graph the nodes
 * @param names the final names of topics
 */
record Steps(TopologyGraph graph, TopicNames names) {

    Subtopology subtopology(NodeGroup group) {
        List<SourceStep> sources = new ArrayList<>();
        List<ProcessorStep> processors = new ArrayList<>();
        List<SinkStep> sinks = new ArrayList<>();
        for (Node node : group.nodes()) {
            if (node instanceof Node.Source source) {
                sources.add(source(source));
            } else if (node instanceof Node.Processor processor) {
                processors.add(processor(processor));
            } else if (node instanceof Node.Sink sink) {
                sinks.add(sink(sink.definition()));
            }
        }
        return new Subtopology(group.id(), sources, processors, sinks, stores(group));
    }

    GlobalStore globalStore(NodeGroup group) {
        Node.Source source = (Node.Source) group.nodes().get(0);
        Node.Processor processor = (Node.Processor) group.nodes().get(1);
        return new GlobalStore(source(source), processor(processor));
    }

    private SourceStep source(Node.Source source) {
        SourceDefinition definition = source.definition();
        return new SourceStep(
                source.name(),
                names.full(definition.topics()),
                definition.pattern(),
                definition.offsetReset(),
                definition.timestampExtractor(),
                definition.keyDeserializer(),
                definition.valueDeserializer(),
                graph.children(source.name()));
    }

    private ProcessorStep processor(Node.Processor processor) {
        return new ProcessorStep(
                processor.name(), processor.supplier(), processor.stores(), graph.children(processor.name()));
    }

    private SinkStep sink(SinkDefinition sink) {
        return new SinkStep(
                sink.name(),
                sink.topic() == null ? null : names.full(sink.topic()),
                sink.topicExtractor(),
                sink.keySerializer(),
                sink.valueSerializer(),
                sink.partitioner());
    }

    private List<String> stores(NodeGroup group) {
        Set<String> members = group.nodes().stream().map(Node::name).collect(Collectors.toSet());
        return graph.stores().values().stream()
                .filter(store -> store.processors().stream().anyMatch(members::contains))
                .map(StoreNode::name)
                .toList();
    }
}
