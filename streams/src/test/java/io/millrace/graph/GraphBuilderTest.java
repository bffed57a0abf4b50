package io.millrace.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.StreamsConfig;
import io.millrace.streams.TopologyConfig;
import io.millrace.streams.errors.TopologyException;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.ProcessorWrapper;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import io.millrace.streams.processor.api.WrappedProcessorSupplier;
import io.millrace.streams.spi.ProcessorDefinition;
import io.millrace.streams.spi.SinkDefinition;
import io.millrace.streams.spi.SourceDefinition;
import io.millrace.streams.state.StoreBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {

    private final GraphBuilder graph = new GraphBuilder(null);

    @Test
    void keepsNodesInTheOrderInWhichTheyWereAdded() {
        graph.addSource(source("z", "in"));
        graph.addProcessor(processor("a", "z"));
        graph.addSink(sink("m", "out", "a"));

        assertThat(graph.graph().nodes().keySet()).containsExactly("z", "a", "m");
        assertThat(graph.graph().children("z")).containsExactly("a");
    }

    @Test
    void refusesANameThatIsTaken() {
        graph.addSource(source("source", "in"));
        graph.addProcessor(processor("node", "source"));

        refuses("\"node\" is already added", () -> graph.addSource(source("node", "other")));
        refuses("\"node\" is already added", () -> graph.addProcessor(processor("node", "source")));
        refuses("\"node\" is already added", () -> graph.addSink(sink("node", "out", "source")));
    }

    @Test
    void refusesAMissingName() {
        assertThatThrownBy(() -> graph.addSource(source(null, "in"))).isInstanceOf(NullPointerException.class);
    }

    @Test
    void refusesAnUnknownParent() {
        refuses("parent \"nowhere\"", () -> graph.addProcessor(processor("node", "nowhere")));
        refuses("parent \"nowhere\"", () -> graph.addSink(sink("node", "out", "nowhere")));
    }

    @Test
    void refusesANodeThatIsItsOwnParent() {
        refuses("its own parent", () -> graph.addProcessor(processor("node", "node")));
        refuses("its own parent", () -> graph.addSink(sink("node", "out", "node")));
    }

    @Test
    void refusesANodeWithoutParents() {
        refuses("has no parent", () -> graph.addProcessor(processor("node")));
        refuses("has no parent", () -> graph.addSink(sink("node", "out")));
    }

    @Test
    void refusesASinkAsParent() {
        graph.addSource(source("source", "in"));
        graph.addSink(sink("sink", "out", "source"));

        refuses("is a sink", () -> graph.addProcessor(processor("node", "sink")));
        refuses("is a sink", () -> graph.addSink(sink("node", "out2", "sink")));
    }

    @Test
    void refusesASourceWithoutTopics() {
        refuses("reads no topic", () -> graph.addSource(source("source")));
    }

    @Test
    void refusesATopicThatAnotherSourceReads() {
        graph.addSource(source("first", "a", "b"));

        refuses(
                "topic \"b\" of source \"second\" has already been registered",
                () -> graph.addSource(source("second", "c", "b")));
        assertThat(graph.graph().nodes()).containsOnlyKeys("first");
    }

    @Test
    void refusesATopicThatAPatternMatches() {
        graph.addSource(pattern("first", "in-.*"));

        refuses("pattern in-.*", () -> graph.addSource(source("second", "in-1")));
        graph.addSource(source("third", "out-1"));
    }

    @Test
    void refusesAPatternThatMatchesATopicOfAnotherSource() {
        graph.addSource(source("first", "in-1"));

        refuses("matches topic \"in-1\"", () -> graph.addSource(pattern("second", "in-.*")));
        graph.addSource(pattern("third", "out-.*"));
    }

    @Test
    void refusesASupplierThatReturnsTheSameProcessorTwice() {
        Processor<Object, Object, Object, Object> single = record -> {};
        graph.addSource(source("source", "in"));

        assertThatThrownBy(() -> graph.addProcessor(new ProcessorDefinition("node", () -> single, List.of("source"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the same object twice");
    }

    @Test
    void refusesAnotherStoreOfTheSameName() {
        StoreBuilder<?> store = new BareStore("store");
        graph.addStateStore(store, List.of());
        graph.addStateStore(store, List.of());

        refuses(
                "a different store has already been added with the name \"store\"",
                () -> graph.addStateStore(new BareStore("store"), List.of()));
    }

    @Test
    void refusesToConnectWhatIsNotThere() {
        graph.addSource(source("source", "in"));
        graph.addProcessor(processor("node", "source"));
        graph.addStateStore(new BareStore("store"), List.of("node"));

        refuses("processor \"nobody\"", () -> graph.connect("nobody", List.of("store")));
        refuses("store \"nothing\"", () -> graph.connect("node", List.of("nothing")));
        refuses("processor \"nobody\"", () -> graph.addStateStore(new BareStore("other"), List.of("nobody")));
        refuses("no store named", () -> graph.connect("node", List.of()));
        assertThat(graph.graph().stores()).containsOnlyKeys("store");
    }

    @Test
    void refusesToConnectStoresToSourcesAndSinks() {
        graph.addSource(source("source", "in"));
        graph.addSink(sink("sink", "out", "source"));
        graph.addStateStore(new BareStore("store"), List.of());

        refuses("a source or sink", () -> graph.connect("source", List.of("store")));
        refuses("a source or sink", () -> graph.connect("sink", List.of("store")));
        refuses("a source or sink", () -> graph.addStateStore(new BareStore("other"), List.of("source")));
    }

    @Test
    void addsAndConnectsTheStoresThatAProcessorBrings() {
        graph.addSource(source("source", "in"));
        graph.addProcessor(new ProcessorDefinition("node", new BringsStore(new BareStore("own")), List.of("source")));

        assertThat(graph.graph().stores().get("own").processors()).containsExactly("node");
        assertThat(((Node.Processor) graph.graph().nodes().get("node")).stores())
                .containsExactly("own");
    }

    @Test
    void leavesTheGraphAsItWasWhenABroughtStoreIsRefused() {
        graph.addSource(source("source", "in"));
        graph.addStateStore(new BareStore("own"), List.of());

        refuses(
                "a different store",
                () -> graph.addProcessor(
                        new ProcessorDefinition("node", new BringsStore(new BareStore("own")), List.of("source"))));
        assertThat(graph.graph().nodes()).containsOnlyKeys("source");
    }

    @Test
    void joinsProcessorsThatShareAStoreIntoOneGroup() {
        graph.addSource(source("s1", "a"));
        graph.addSource(source("s2", "b"));
        graph.addSource(source("s3", "c"));
        graph.addProcessor(processor("p1", "s1"));
        graph.addProcessor(processor("p3", "s3"));
        graph.addStateStore(new BareStore("store"), List.of("p3", "p1"));

        assertThat(graph.graph().groups())
                .extracting(group -> group.nodes().stream().map(Node::name).toList())
                .containsExactly(List.of("s1", "s3", "p1", "p3"), List.of("s2"));
    }

    @Test
    void aGlobalStoreIsFilledFromItsTopicAndNotLogged() {
        BareStore store = new BareStore("global");
        graph.addGlobalStore(store, source("source", "in"), processor("filler", "source"));

        StoreNode node = graph.graph().stores().get("global");
        assertThat(node.global()).isTrue();
        assertThat(node.sourceTopic()).isEqualTo("in");
        assertThat(store.loggingEnabled()).isFalse();
        assertThat(graph.graph().groups()).singleElement().matches(NodeGroup::global);
    }

    @Test
    void refusesAGlobalStoreThatDoesNotFit() {
        graph.addSource(source("source", "in"));
        graph.addProcessor(processor("node", "source"));
        graph.addStateStore(new BareStore("taken"), List.of());

        refuses(
                "both named \"same\"",
                () -> graph.addGlobalStore(new BareStore("global"), source("same", "g"), processor("same", "same")));
        refuses(
                "already been registered",
                () -> graph.addGlobalStore(
                        new BareStore("global"), source("filler-source", "in"), processor("filler", "filler-source")));
        refuses(
                "a different store",
                () -> graph.addGlobalStore(
                        new BareStore("taken"), source("filler-source", "g"), processor("filler", "filler-source")));
        refuses(
                "\"node\" is already added",
                () -> graph.addGlobalStore(
                        new BareStore("global"), source("filler-source", "g"), processor("node", "filler-source")));
        assertThat(graph.graph().nodes()).containsOnlyKeys("source", "node");
    }

    @Test
    void refusesToConnectAGlobalStoreOrToAddOneOfItsName() {
        graph.addGlobalStore(new BareStore("global"), source("source", "g"), processor("filler", "source"));
        graph.addSource(source("other", "in"));
        graph.addProcessor(processor("node", "other"));

        refuses("is global", () -> graph.connect("node", List.of("global")));
        refuses("a different global store", () -> graph.addStateStore(new BareStore("global"), List.of()));
        refuses("already been registered", () -> graph.addSource(source("third", "g")));
    }

    @Test
    void aReadOnlyStoreIsFilledFromItsTopicAndConnected() {
        BareStore store = new BareStore("filled");
        graph.addReadOnlyStateStore(store, source("source", "in"), processor("filler", "source"));
        graph.addSource(source("other", "b"));
        graph.addProcessor(processor("reader", "other"));
        graph.connect("reader", List.of("filled"));

        StoreNode node = graph.graph().stores().get("filled");
        assertThat(node.sourceTopic()).isEqualTo("in");
        assertThat(node.processors()).containsExactly("filler", "reader");
        assertThat(store.loggingEnabled()).isFalse();
        assertThat(graph.graph().groups()).hasSize(1);
    }

    @Test
    void wrapsProcessorsWithTheConfiguredWrapper() {
        GraphBuilder wrapping = new GraphBuilder(config(Wrapper.class.getName()));
        wrapping.addSource(source("source", "in"));
        wrapping.addProcessor(processor("node", "source"));

        Node.Processor node = (Node.Processor) wrapping.graph().nodes().get("node");
        assertThat(node.supplier()).isInstanceOf(Wrapped.class);
        assertThat(((Wrapped<?, ?, ?, ?>) node.supplier()).name()).isEqualTo("node");
    }

    @Test
    void refusesAWrapperThatCannotBeMade() {
        TopologyConfig config = config(Unfinished.class.getName());

        assertThatThrownBy(() -> new GraphBuilder(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG);
    }

    private static void refuses(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(TopologyException.class).hasMessageContaining(message);
    }

    private static TopologyConfig config(String wrapper) {
        return new TopologyConfig(new StreamsConfig(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, "app", StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG, wrapper)));
    }

    private static SourceDefinition source(String name, String... topics) {
        return new SourceDefinition(name, List.of(topics), null, null, null, null, null);
    }

    private static SourceDefinition pattern(String name, String pattern) {
        return new SourceDefinition(name, List.of(), Pattern.compile(pattern), null, null, null, null);
    }

    private static ProcessorDefinition processor(String name, String... parents) {
        return new ProcessorDefinition(name, Idle::new, List.of(parents));
    }

    private static SinkDefinition sink(String name, String topic, String... parents) {
        return new SinkDefinition(name, topic, null, null, null, null, List.of(parents));
    }

    private static final class Idle implements Processor<Object, Object, Object, Object> {
        @Override
        public void process(Record<Object, Object> record) {}
    }

    private record BringsStore(StoreBuilder<?> store) implements ProcessorSupplier<Object, Object, Object, Object> {
        @Override
        public Processor<Object, Object, Object, Object> get() {
            return new Idle();
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(store);
        }
    }

    private record Wrapped<KIn, VIn, KOut, VOut>(String name, ProcessorSupplier<KIn, VIn, KOut, VOut> inner)
            implements WrappedProcessorSupplier<KIn, VIn, KOut, VOut> {
        @Override
        public Processor<KIn, VIn, KOut, VOut> get() {
            return inner.get();
        }
    }

    /** Marks what it wraps. */
    public static final class Wrapper implements ProcessorWrapper {
        @Override
        public <KIn, VIn, KOut, VOut> WrappedProcessorSupplier<KIn, VIn, KOut, VOut> wrapProcessorSupplier(
                String processorName, ProcessorSupplier<KIn, VIn, KOut, VOut> processorSupplier) {
            return new Wrapped<>(processorName, processorSupplier);
        }

        @Override
        public <KIn, VIn, VOut> WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> wrapFixedKeyProcessorSupplier(
                String processorName, FixedKeyProcessorSupplier<KIn, VIn, VOut> processorSupplier) {
            return ProcessorWrapper.asWrappedFixedKey(processorSupplier);
        }
    }

    /** Nothing can be made of it. */
    private abstract static class Unfinished implements ProcessorWrapper {}

    /** A store of which only the name and the logging count. */
    private static final class BareStore implements StoreBuilder<StateStore> {
        private final String name;
        private boolean logging = true;

        private BareStore(String name) {
            this.name = name;
        }

        @Override
        public StoreBuilder<StateStore> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<StateStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<StateStore> withLoggingEnabled(Map<String, String> config) {
            logging = true;
            return this;
        }

        @Override
        public StoreBuilder<StateStore> withLoggingDisabled() {
            logging = false;
            return this;
        }

        @Override
        public StateStore build() {
            throw new AssertionError(name);
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return logging;
        }

        @Override
        public String name() {
            return name;
        }
    }
}
