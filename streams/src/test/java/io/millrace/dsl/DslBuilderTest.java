package io.millrace.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.graph.GraphBuilder;
import io.millrace.graph.Node;
import io.millrace.plan.Plan;
import io.millrace.planner.Planner;
import io.millrace.store.SpecifiedStore;
import io.millrace.streams.Definitions;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.TopologyConfig;
import io.millrace.streams.errors.TopologyException;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.internals.TimeWindow;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.SinkDefinition;
import io.millrace.streams.state.BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers;
import io.millrace.streams.state.DslKeyValueParams;
import io.millrace.streams.state.DslSessionParams;
import io.millrace.streams.state.DslStoreSuppliers;
import io.millrace.streams.state.DslWindowParams;
import io.millrace.streams.state.KeyValueBytesStoreSupplier;
import io.millrace.streams.state.SessionBytesStoreSupplier;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.WindowBytesStoreSupplier;
import io.millrace.streams.state.WindowStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class DslBuilderTest {

    private static final TimeWindows MINUTES = TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(1));

    private final StreamsBuilder builder = new StreamsBuilder();

    @Test
    void serdesGoOnUntilAnOperationChangesTheirType() {
        KStream<String, Long> stream = builder.stream("in", Consumed.with(Serdes.String(), Serdes.Long()));
        stream.filter((key, value) -> true).to("both");
        stream.mapValues(value -> value).to("key");
        stream.selectKey((key, value) -> key).to("value");
        stream.map((key, value) -> Topologies.swapped(key, key)).to("none");

        assertThat(sink("both").keySerializer()).isInstanceOf(StringSerializer.class);
        assertThat(sink("both").valueSerializer()).isInstanceOf(LongSerializer.class);
        assertThat(sink("key").keySerializer()).isInstanceOf(StringSerializer.class);
        assertThat(sink("key").valueSerializer()).isNull();
        assertThat(sink("value").keySerializer()).isNull();
        assertThat(sink("value").valueSerializer()).isInstanceOf(LongSerializer.class);
        assertThat(sink("none").keySerializer()).isNull();
        assertThat(sink("none").valueSerializer()).isNull();
    }

    @Test
    void allWindowsOfAKeyGoToThePartitionOfTheKey() {
        Topologies.stream(builder, "in")
                .groupByKey()
                .windowedBy(MINUTES)
                .count()
                .toStream()
                .to("out");

        WindowedKeyPartitioner<String, Object> partitioner = partitioner(sink("out"));
        int expected = Utils.toPositive(Utils.murmur2(new byte[] {'k'})) % 7;
        for (long start : new long[] {0, 60_000, 120_000}) {
            assertThat(partitioner.partitions("out", window("k", start), "value", 7))
                    .contains(Set.of(expected));
        }
    }

    @Test
    void refusesARetentionThatIsShorterThanTheWindow() {
        var windowed = Topologies.stream(builder, "in").groupByKey().windowedBy(MINUTES);

        assertThatThrownBy(() -> windowed.count(Materialized.<String, Long, WindowStore<Bytes, byte[]>>as("store")
                        .withRetention(Duration.ofSeconds(59))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("retention of store \"store\": 59000 ms (expected: >= 60000 ms");
    }

    @Test
    void aStoreIsNamedAndKeptAsTheUserSays() {
        var table = Topologies.stream(builder, "in")
                .groupByKey()
                .count(Topologies.<Long>store("mine")
                        .withLoggingEnabled(Map.of("segment.bytes", "5"))
                        .withCachingDisabled());
        var unlogged = Topologies.stream(builder, "in")
                .groupByKey()
                .count(Topologies.<Long>store("unlogged").withLoggingDisabled());
        var unnamed = Topologies.stream(builder, "in").groupByKey().count();

        Plan plan = plan(Map.of());

        assertThat(table.queryableStoreName()).isEqualTo("mine");
        assertThat(unlogged.queryableStoreName()).isEqualTo("unlogged");
        assertThat(unnamed.queryableStoreName()).isNull();
        assertThat(plan.stores().get("mine").changelog().configs()).containsEntry("segment.bytes", "5");
        assertThat(holdsBack(plan, "mine")).isFalse();
        assertThat(plan.stores().get("unlogged").changelog()).isNull();
        assertThat(holdsBack(plan, "unlogged")).isTrue();
    }

    @Test
    void theChangelogOfAWindowStoreFollowsItsRetention() {
        Topologies.stream(builder, "in")
                .groupByKey()
                .windowedBy(MINUTES)
                .count(Materialized.<String, Long, WindowStore<Bytes, byte[]>>as("store")
                        .withRetention(Duration.ofHours(1)));

        assertThat(plan(Map.of()).stores().get("store").changelog().configs())
                .containsEntry("retention.ms", String.valueOf(25 * 60 * 60 * 1000L))
                .containsEntry("cleanup.policy", "compact,delete");
    }

    @Test
    void theConfigurationChoosesTheKindOfStoresThatTheUserLeftOpen() {
        Topologies.stream(builder, "in").groupByKey().count(Topologies.store("open"));
        Topologies.stream(builder, "in").groupByKey().windowedBy(MINUTES).count();
        Topologies.stream(builder, "in").groupByKey().count(Materialized.as(Stores.inMemoryKeyValueStore("supplied")));
        Chosen.NAMES.clear();

        plan(Map.of(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG, Chosen.class.getName()));

        assertThat(Chosen.NAMES).hasSize(2).contains("open").doesNotContain("supplied");
    }

    @Test
    void theTopologysOwnConfigurationComesFirstInThat() {
        StreamsBuilder configured = new StreamsBuilder(
                topologyConfig(Map.of(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG, Chosen.class.getName())));
        Topologies.stream(configured, "in").groupByKey().count(Topologies.store("open"));
        Chosen.NAMES.clear();

        plan(
                configured,
                Map.of(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG, InMemoryDslStoreSuppliers.class.getName()));

        assertThat(Chosen.NAMES).containsExactly("open");
    }

    @Test
    void withoutRoomForCachingNoStoreHoldsUpdatesBack() {
        Topologies.stream(builder, "in").groupByKey().count(Topologies.store("store"));

        Plan plan = plan(Map.of(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L));

        assertThat(holdsBack(plan, "store")).isFalse();
    }

    @Test
    void refusesMadeUpNamesWhereTheConfigurationDoes() {
        Map<String, Object> strict = Map.of(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        StreamsBuilder unnamed = new StreamsBuilder(topologyConfig(strict));
        Topologies.stream(unnamed, "in").groupBy((key, value) -> value).count();
        StreamsBuilder named = new StreamsBuilder(topologyConfig(strict));
        Topologies.stream(named, "in")
                .groupBy((key, value) -> value, Grouped.as("g"))
                .count(Topologies.store("s"));

        assertThatThrownBy(unnamed::build)
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("KSTREAM-AGGREGATE-STATE-STORE-0000000002-repartition")
                .hasMessageContaining("KSTREAM-AGGREGATE-STATE-STORE-0000000002-changelog");
        assertThat(named.build()).isNotNull();
    }

    @Test
    void refusesAnUnknownOptimization() {
        Properties unknown = new Properties();
        unknown.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, "faster");

        assertThatThrownBy(() -> builder.build(unknown))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("topology.optimization: \"faster\"");
    }

    @Test
    void refusesNullsAtTheDoor() {
        KStream<String, String> stream = Topologies.stream(builder, "in");

        assertThatThrownBy(() -> stream.filter(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> stream.mapValues(value -> value, (Named) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("named");
        assertThatThrownBy(() -> stream.groupByKey(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> stream.toTable((Named) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> stream.to((String) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> builder.table(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void refusesANameThatCannotBeATopics() {
        KStream<String, String> stream = Topologies.stream(builder, "in");

        assertThatThrownBy(() -> stream.groupBy((key, value) -> value, Grouped.as("not a name")))
                .isInstanceOf(TopologyException.class);
    }

    @Test
    void aSplitHasOneDefaultBranchAtMost() {
        var split = Topologies.stream(builder, "in").split();
        split.defaultBranch();

        assertThatThrownBy(split::defaultBranch).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void buildingTwiceGivesTheSameTopology() {
        Topologies.stream(builder, "in")
                .groupBy((key, value) -> value)
                .count()
                .toStream()
                .to("out");

        assertThat(builder.build().describe().toString())
                .isEqualTo(builder.build().describe().toString());
    }

    @Test
    void theChangelogOfAUsersWindowStoreFollowsItsRetention() {
        builder.addStateStore(Stores.windowStoreBuilder(
                Stores.persistentWindowStore("windows", Duration.ofHours(2), Duration.ofMinutes(1), false),
                Serdes.String(),
                Serdes.String()));
        Topologies.stream(builder, "in").process(DropAll::new, "windows");

        assertThat(plan(Map.of()).stores().get("windows").changelog().configs())
                .containsEntry("retention.ms", String.valueOf(26 * 60 * 60 * 1000L));
    }

    private static boolean holdsBack(Plan plan, String store) {
        return ((SpecifiedStore) plan.stores().get(store).builder()).spec().caching();
    }

    private SinkDefinition sink(String topic) {
        return graph(builder).graph().nodes().values().stream()
                .filter(Node.Sink.class::isInstance)
                .map(node -> ((Node.Sink) node).definition())
                .filter(sink -> topic.equals(sink.topic()))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // the test knows what it put in
    private static WindowedKeyPartitioner<String, Object> partitioner(SinkDefinition sink) {
        return (WindowedKeyPartitioner<String, Object>) sink.partitioner();
    }

    private static Windowed<String> window(String key, long startMs) {
        return new Windowed<>(key, new TimeWindow(startMs, startMs + 60_000));
    }

    private Plan plan(Map<String, Object> config) {
        return plan(builder, config);
    }

    private static Plan plan(StreamsBuilder program, Map<String, Object> config) {
        return Planner.plan(graph(program).graph(), streamsConfig(config));
    }

    private static GraphBuilder graph(StreamsBuilder program) {
        return (GraphBuilder) Definitions.of(program.build());
    }

    private static TopologyConfig topologyConfig(Map<String, Object> more) {
        return new TopologyConfig(streamsConfig(more));
    }

    private static StreamsConfig streamsConfig(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        return new StreamsConfig(all);
    }

    private static final class DropAll implements Processor<String, String, Void, Void> {

        @Override
        public void process(Record<String, String> record) {}
    }

    /** Remembers what it was asked for. */
    public static final class Chosen implements DslStoreSuppliers {

        static final List<String> NAMES = new ArrayList<>();

        private final InMemoryDslStoreSuppliers suppliers = new InMemoryDslStoreSuppliers();

        @Override
        public KeyValueBytesStoreSupplier keyValueStore(DslKeyValueParams params) {
            NAMES.add(params.name());
            return suppliers.keyValueStore(params);
        }

        @Override
        public WindowBytesStoreSupplier windowStore(DslWindowParams params) {
            NAMES.add(params.name());
            return suppliers.windowStore(params);
        }

        @Override
        public SessionBytesStoreSupplier sessionStore(DslSessionParams params) {
            NAMES.add(params.name());
            return suppliers.sessionStore(params);
        }
    }
}
