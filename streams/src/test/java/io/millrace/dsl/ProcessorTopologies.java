package io.millrace.dsl;

import static io.millrace.dsl.Topologies.stream;

import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.processor.api.ContextualFixedKeyProcessor;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.FixedKeyProcessor;
import io.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import io.millrace.streams.processor.api.FixedKeyRecord;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.StoreBuilder;
import io.millrace.streams.state.Stores;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serdes;

/** The Processor API, inside the DSL and by itself. */
final class ProcessorTopologies {

    private ProcessorTopologies() {}

    static void addTo(Topologies all) {
        inDsl(all);
        alone(all);
        globalStores(all);
    }

    private static void inDsl(Topologies all) {
        all.dsl("process-every-form", builder -> {
            builder.addStateStore(keyValue("s1"));
            builder.addStateStore(keyValue("s2"));
            stream(builder, "a").process(new PassOn(List.of())).to("out");
            stream(builder, "b").process(new PassOn(List.of()), "s1", "s2").to("out");
            stream(builder, "c")
                    .process(new PassOn(List.of()), Named.as("processor"))
                    .to("out");
            stream(builder, "d")
                    .process(new PassOn(List.of()), Named.as("processor2"), "s1")
                    .to("out");
            stream(builder, "e").process(new PassOn(List.of("own1", "own2"))).to("out");
            stream(builder, "f").processValues(new PassValuesOn(List.of())).to("out");
            stream(builder, "g")
                    .processValues(new PassValuesOn(List.of()), "s2")
                    .to("out");
            stream(builder, "h")
                    .processValues(new PassValuesOn(List.of()), Named.as("values"), "s2")
                    .to("out");
            stream(builder, "i")
                    .processValues(new PassValuesOn(List.of("own3")))
                    .groupByKey()
                    .count();
            stream(builder, "j").process(new PassOn(List.of())).groupByKey().count();
        });
    }

    private static void alone(Topologies all) {
        all.topology(
                "processor-api-chain",
                () -> new Topology()
                        .addSource("source", "in")
                        .addProcessor("first", new PassOn(List.of()), "source")
                        .addProcessor("second", new PassOn(List.of()), "first")
                        .addSink("sink", "out", "second"));
        all.topology("processor-api-many-stores", () -> {
            Topology topology = new Topology().addSource("source", "in");
            topology.addProcessor("user", new PassOn(List.of()), "source");
            topology.addProcessor("other", new PassOn(List.of()), "source");
            for (int i = 0; i < 14; i++) {
                topology.addStateStore(keyValue("store-" + i), "user");
            }
            topology.connectProcessorAndStateStores("other", "store-3", "store-11");
            return topology.addSink("sink", "out", "user", "other");
        });
        all.topology("processor-api-joined-by-store", () -> {
            Topology topology = new Topology()
                    .addSource("s1", "a")
                    .addSource("s2", "b")
                    .addSource("s3", Pattern.compile("c.*"))
                    .addProcessor("p1", new PassOn(List.of()), "s1")
                    .addProcessor("p2", new PassOn(List.of()), "s2")
                    .addProcessor("p3", new PassOn(List.of()), "s3");
            topology.addStateStore(keyValue("shared"), "p3", "p1");
            return topology.addSink("k1", "out1", "p1").addSink("k2", "out2", "p2", "p3");
        });
        all.topology(
                "processor-api-own-stores",
                () -> new Topology()
                        .addSource("source", "in")
                        .addProcessor("processor", new PassOn(List.of("own1", "own2", "own3")), "source"));
        all.topology("processor-api-read-only-store", () -> {
            Topology topology = new Topology();
            topology.addReadOnlyStateStore(
                    keyValue("filled"),
                    "filler-source",
                    Serdes.String().deserializer(),
                    Serdes.String().deserializer(),
                    "fill",
                    "filler",
                    new Fill());
            topology.addSource("source", "in").addProcessor("reader", new PassOn(List.of()), "source");
            return topology.connectProcessorAndStateStores("reader", "filled");
        });
        all.topology(
                "processor-api-diamond",
                () -> new Topology()
                        .addSource("source", "in1", "in2")
                        .addProcessor("left", new PassOn(List.of()), "source")
                        .addProcessor("right", new PassOn(List.of()), "source")
                        .addProcessor("more", new PassOn(List.of()), "right")
                        .addProcessor("both", new PassOn(List.of()), "left", "more")
                        .addProcessor("again", new PassOn(List.of()), "both", "source", "left")
                        .addSink("sink2", "out2", "again", "both")
                        .addSink("sink1", "out1", "left"));
    }

    private static void globalStores(Topologies all) {
        all.dsl("global-store-in-dsl", builder -> {
            builder.addGlobalStore(
                    keyValue("global1"), "g1", Consumed.with(Serdes.String(), Serdes.String()), new Fill());
            stream(builder, "in").filter((key, value) -> true).to("out");
            builder.addGlobalStore(keyValue("global2"), "g2", Consumed.as("filler"), new Fill());
            stream(builder, "in2").to("out2");
        });
        all.topology("global-store-alone", () -> {
            Topology topology = new Topology().addSource("source", "in").addSink("sink", "out", "source");
            topology.addGlobalStore(
                    keyValue("global"),
                    "global-source",
                    Serdes.String().deserializer(),
                    Serdes.String().deserializer(),
                    "g",
                    "global-processor",
                    new Fill());
            return topology.addSource("last", "z").addSink("last-sink", "out", "last");
        });
    }

    private static StoreBuilder<KeyValueStore<String, String>> keyValue(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.String());
    }

    private static Set<StoreBuilder<?>> builders(List<String> names) {
        Set<StoreBuilder<?>> builders = new LinkedHashSet<>();
        for (String name : names) {
            builders.add(keyValue(name));
        }
        return builders;
    }

    /** A processor that may bring stores. */
    private record PassOn(List<String> own) implements ProcessorSupplier<String, String, String, String> {

        @Override
        public Processor<String, String, String, String> get() {
            return new ContextualProcessor<>() {
                @Override
                public void process(Record<String, String> record) {
                    context().forward(record);
                }
            };
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return builders(own);
        }
    }

    /** A processor that keeps keys and may bring stores. */
    private record PassValuesOn(List<String> own) implements FixedKeyProcessorSupplier<String, String, String> {

        @Override
        public FixedKeyProcessor<String, String, String> get() {
            return new ContextualFixedKeyProcessor<>() {
                @Override
                public void process(FixedKeyRecord<String, String> record) {
                    context().forward(record);
                }
            };
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return builders(own);
        }
    }

    /** Fills a store. */
    private static final class Fill implements ProcessorSupplier<String, String, Void, Void> {

        @Override
        public Processor<String, String, Void, Void> get() {
            return new ContextualProcessor<>() {
                @Override
                public void process(Record<String, String> record) {}
            };
        }
    }
}
