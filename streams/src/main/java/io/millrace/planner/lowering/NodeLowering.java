package io.millrace.planner.lowering;

import io.millrace.engine.operator.FilterOperator;
import io.millrace.engine.operator.FixedKeyOperator;
import io.millrace.engine.operator.PassThroughOperator;
import io.millrace.graph.GraphBuilder;
import io.millrace.graph.StoreDefinition;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.planner.logical.Repartition;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.spi.ProcessorDefinition;
import io.millrace.streams.spi.SinkDefinition;
import io.millrace.streams.spi.SourceDefinition;
import java.util.List;

/**
 * Adds the steps of one logical node.
 *
 * @param steps where the steps go
 * @param parents names of the nodes whose records arrive
 */
record NodeLowering(GraphBuilder steps, List<String> parents) implements LogicalNode.Visitor {

    /** Stands before a repartition topic, where the key decides the partition. */
    private static final FilterOperator<Object, Object> HAS_KEY =
            new FilterOperator<>((key, value) -> key != null, false);

    @Override
    public void streamSource(LogicalNode.StreamSource node) {
        steps.addSource(node.source());
    }

    @Override
    public void tableSource(LogicalNode.TableSource node) {
        steps.addSource(node.source());
        LogicalNode.Operation table = node.table();
        if (node.topicIsChangelog()) {
            steps.addProcessor(new ProcessorDefinition(
                    table.name(), table.operator().get(), List.of(node.source().name())));
            String topic = node.source().topics().get(0);
            table.stores().get().forEach(store -> steps.addFilledStore(store, table.name(), topic));
        } else {
            add(table, List.of(node.source().name()));
        }
    }

    @Override
    public void operation(LogicalNode.Operation node) {
        add(node, parents);
    }

    @Override
    public void tableJoin(LogicalNode.TableJoin node) {
        LogicalNode.Operation left = node.left().join();
        LogicalNode.Operation right = node.right().join();
        add(left, List.of(node.left().table()));
        add(right, List.of(node.right().table()));
        add(node.merge(), List.of(left.name(), right.name()));
    }

    @Override
    public void fixedKeyOperation(LogicalNode.FixedKeyOperation node) {
        ProcessorSupplier<?, ?, ?, ?> operator = new FixedKeyOperator<>(steps.wrap(node.name(), node.supplier()));
        steps.addOperator(new ProcessorDefinition(node.name(), operator, parents));
        connect(node.name(), node.connected());
    }

    @Override
    public void streamJoin(LogicalNode.StreamJoin node) {
        add(node.half(), List.of(node.keeper()));
        add(node.otherHalf(), List.of(node.otherKeeper()));
        add(node.merged(), List.of(node.half().name(), node.otherHalf().name()));
    }

    @Override
    public void repartition(Repartition node) {
        steps.addInternalTopic(node.topic(), node.partitions());
        List<String> writers = parents;
        String filter = node.keyFilter();
        if (filter != null) {
            ProcessorSupplier<?, ?, ?, ?> operator = node.keepsNullKeys() ? new PassThroughOperator<>() : HAS_KEY;
            steps.addProcessor(new ProcessorDefinition(filter, operator, parents));
            writers = List.of(filter);
        }
        steps.addSink(from(node.sink(), writers));
        steps.addSource(node.source());
    }

    @Override
    public void sink(LogicalNode.Sink node) {
        steps.addSink(from(node.sink(), parents));
    }

    @Override
    public void store(LogicalNode.Store node) {
        steps.addStateStore(node.builder(), List.of());
    }

    @Override
    public void globalStore(LogicalNode.GlobalStore node) {
        SourceDefinition source = node.source();
        steps.addGlobalStore(
                node.definition(),
                source,
                new ProcessorDefinition(node.processorName(), node.processor(), List.of(source.name())));
    }

    private void add(LogicalNode.Operation node, List<String> from) {
        steps.addProcessor(new ProcessorDefinition(node.name(), node.operator().get(), from));
        for (StoreDefinition store : node.stores().get()) {
            steps.addStore(store, List.of(node.name()));
        }
        connect(node.name(), node.connected());
    }

    private void connect(String processor, List<String> stores) {
        if (!stores.isEmpty()) {
            steps.connect(processor, stores);
        }
    }

    private static SinkDefinition from(SinkDefinition sink, List<String> parents) {
        return new SinkDefinition(
                sink.name(),
                sink.topic(),
                sink.topicExtractor(),
                sink.keySerializer(),
                sink.valueSerializer(),
                sink.partitioner(),
                parents);
    }
}
