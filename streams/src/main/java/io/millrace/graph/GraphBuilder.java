package io.millrace.graph;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.TopologyConfig;
import io.millrace.streams.TopologyDescription;
import io.millrace.streams.errors.TopologyException;
import io.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.spi.ProcessorDefinition;
import io.millrace.streams.spi.SinkDefinition;
import io.millrace.streams.spi.SourceDefinition;
import io.millrace.streams.spi.TopologyDefinition;
import io.millrace.streams.state.StoreBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts a step graph together, node by node, for the Processor API and for the DSL.
 *
 * <p>Every call is checked completely before anything is changed, so a call that throws leaves the graph as it was. A
 * node can only name parents that are there already; so the order of insertion is an order in which parents come first,
 * and a circle cannot be made. Not thread safe: {@code Topology} guards it.
 */
public final class GraphBuilder implements TopologyDefinition {

    private final Wrapping wrapping;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final StoreRegister stores = new StoreRegister(nodes);
    private final Map<String, OptionalInt> internalTopics = new LinkedHashMap<>();
    private final List<Set<String>> copartitioned = new ArrayList<>();

    /**
     * An empty graph.
     *
     * @param config names the wrapper of processors, if there is one; null for none
     */
    public GraphBuilder(@Nullable TopologyConfig config) {
        this.wrapping = Wrapping.of(config);
    }

    @Override
    public void addSource(SourceDefinition source) {
        checkSource(source);
        nodes.put(source.name(), new Node.Source(source, false));
    }

    @Override
    public void addSink(SinkDefinition sink) {
        checkNameIsFree(sink.name());
        checkParents(sink.name(), sink.parents());
        nodes.put(sink.name(), new Node.Sink(sink));
    }

    @Override
    public void addProcessor(ProcessorDefinition processor) {
        Suppliers.check(processor.supplier());
        addOperator(new ProcessorDefinition(
                processor.name(), wrapping.wrap(processor.name(), processor.supplier()), processor.parents()));
    }

    /** Adds a processor that the wrapper, if there is one, must not or need not see any more. */
    public void addOperator(ProcessorDefinition processor) {
        checkNameIsFree(processor.name());
        checkParents(processor.name(), processor.parents());
        List<StoreDefinition> brought = Suppliers.stores(processor.supplier());
        brought.forEach(stores::check);
        put(processor);
        for (StoreDefinition store : brought) {
            stores.add(store);
            stores.connect(processor.name(), store.name());
        }
    }

    /** What the wrapper makes of a processor. */
    public <KIn, VIn, KOut, VOut> ProcessorSupplier<KIn, VIn, KOut, VOut> wrap(
            String name, ProcessorSupplier<KIn, VIn, KOut, VOut> supplier) {
        return wrapping.wrap(name, supplier);
    }

    /** What the wrapper makes of a processor that keeps keys. */
    public <KIn, VIn, VOut> FixedKeyProcessorSupplier<KIn, VIn, VOut> wrap(
            String name, FixedKeyProcessorSupplier<KIn, VIn, VOut> supplier) {
        return wrapping.wrap(name, supplier);
    }

    @Override
    public void addStateStore(StoreBuilder<?> store, List<String> processors) {
        addStore(new GivenStore(store), processors);
    }

    /** Adds a store and connects it to processors. */
    public void addStore(StoreDefinition store, List<String> processors) {
        stores.check(store);
        processors.forEach(processor -> stores.checkUser(processor, store.name()));
        stores.add(store);
        processors.forEach(processor -> stores.connect(processor, store.name()));
    }

    /** Adds a store that its one processor fills from a topic, which therefore is its changelog. */
    public void addFilledStore(StoreDefinition store, String processor, String topic) {
        stores.checkIsNew(store);
        stores.checkUser(processor, store.name());
        stores.addFilled(store, processor, topic, false);
    }

    @Override
    public void addReadOnlyStateStore(StoreBuilder<?> store, SourceDefinition source, ProcessorDefinition processor) {
        StoreDefinition definition = new GivenStore(store);
        checkFilledStore(definition, source, processor);
        store.withLoggingDisabled();
        nodes.put(source.name(), new Node.Source(source, false));
        put(processor);
        stores.addFilled(definition, processor.name(), source.topics().get(0), false);
    }

    @Override
    public void addGlobalStore(StoreBuilder<?> store, SourceDefinition source, ProcessorDefinition processor) {
        addGlobalStore(new GivenStore(store), source, processor);
        store.withLoggingDisabled();
    }

    /** Adds a store that every instance fills with the whole of a topic. */
    public void addGlobalStore(StoreDefinition definition, SourceDefinition source, ProcessorDefinition processor) {
        checkFilledStore(definition, source, processor);
        nodes.put(source.name(), new Node.Source(source, true));
        put(processor);
        stores.addFilled(definition, processor.name(), source.topics().get(0), true);
    }

    @Override
    public void connect(String processor, List<String> storeNames) {
        requireNonNull(processor, "processor: null (expected: a name)");
        if (storeNames.isEmpty()) {
            throw new TopologyException(
                    "no store named to connect processor \"" + processor + "\" with (expected: at" + " least one)");
        }
        for (String store : storeNames) {
            stores.checkKnown(processor, store);
            stores.checkUser(processor, store);
        }
        storeNames.forEach(store -> stores.connect(processor, store));
    }

    /**
     * Says that a topic is one that the application makes for itself.
     *
     * @param topic the name that sinks and sources use; the final name is made when the application is planned
     * @param partitions how many partitions the user asked for; empty to follow the topics that it is fed from
     */
    public void addInternalTopic(String topic, OptionalInt partitions) {
        internalTopics.put(topic, partitions);
    }

    /** Says that the topics of these sources must have the same number of partitions. */
    public void copartition(Set<String> sources) {
        copartitioned.add(Set.copyOf(sources));
    }

    @Override
    public TopologyDescription describe() {
        return Describer.describe(graph());
    }

    /** What has been put together so far. */
    public TopologyGraph graph() {
        return new TopologyGraph(nodes, stores.nodes(), internalTopics, copartitioned);
    }

    private void put(ProcessorDefinition processor) {
        nodes.put(
                processor.name(),
                new Node.Processor(processor.name(), processor.supplier(), processor.parents(), List.of()));
    }

    private void checkFilledStore(StoreDefinition store, SourceDefinition source, ProcessorDefinition processor) {
        checkSource(source);
        checkNameIsFree(processor.name());
        if (processor.name().equals(source.name())) {
            throw new TopologyException(
                    "source and processor are both named \"" + source.name() + "\" (expected: different names)");
        }
        Suppliers.check(processor.supplier());
        stores.checkIsNew(store);
    }

    private void checkSource(SourceDefinition source) {
        checkNameIsFree(source.name());
        Pattern pattern = source.pattern();
        if (pattern == null && source.topics().isEmpty()) {
            throw new TopologyException("source \"" + source.name() + "\" reads no topic (expected: at least one)");
        }
        for (Node node : nodes.values()) {
            if (node instanceof Node.Source other) {
                source.topics().forEach(topic -> checkIsNotRead(topic, source.name(), other.definition()));
                if (pattern != null) {
                    checkMatchesNothingOf(pattern, source.name(), other);
                }
            }
        }
    }

    private static void checkIsNotRead(String topic, String source, SourceDefinition other) {
        Pattern pattern = other.pattern();
        boolean isRead = pattern == null
                ? other.topics().contains(topic)
                : pattern.matcher(topic).matches();
        if (isRead) {
            throw new TopologyException("topic \"" + topic + "\" of source \"" + source
                    + "\" has already been registered"
                    + " by another source, \"" + other.name() + "\"" + (pattern == null ? "" : ", pattern " + pattern)
                    + " (expected: one source per topic; give it several children instead)");
        }
    }

    private static void checkMatchesNothingOf(Pattern pattern, String source, Node.Source other) {
        for (String topic : other.definition().topics()) {
            if (!other.global() && pattern.matcher(topic).matches()) {
                throw new TopologyException(
                        "pattern " + pattern + " of source \"" + source + "\" matches topic \"" + topic
                                + "\", which has already been registered by another source, \"" + other.name()
                                + "\" (expected: one source per topic)");
            }
        }
    }

    private void checkNameIsFree(String name) {
        requireNonNull(name, "name: null (expected: the node's name)");
        if (nodes.containsKey(name)) {
            throw new TopologyException(
                    "a node named \"" + name + "\" is already added (expected: a name of its own for every node)");
        }
    }

    private void checkParents(String name, List<String> parents) {
        if (parents.isEmpty()) {
            throw new TopologyException("node \"" + name + "\" has no parent (expected: at least one)");
        }
        for (String parent : parents) {
            if (parent.equals(name)) {
                throw new TopologyException("node \"" + name + "\" is its own parent (expected: a node added before)");
            }
            Node known = nodes.get(parent);
            if (known == null) {
                throw new TopologyException("parent \"" + parent + "\" of node \"" + name
                        + "\" is unknown (expected: a source or processor added before)");
            }
            if (known instanceof Node.Sink) {
                throw new TopologyException("parent \"" + parent + "\" of node \"" + name
                        + "\" is a sink (expected: a source or processor; records leave at a sink)");
            }
        }
    }
}
