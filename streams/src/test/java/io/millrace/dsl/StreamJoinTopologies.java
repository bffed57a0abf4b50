package io.millrace.dsl;

import static io.millrace.dsl.Topologies.store;
import static io.millrace.dsl.Topologies.stream;
import static io.millrace.dsl.Topologies.table;
import static io.millrace.dsl.Topologies.unnamed;

import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.GlobalKTable;
import io.millrace.streams.kstream.JoinWindows;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.StreamJoined;
import io.millrace.streams.kstream.ValueJoiner;
import io.millrace.streams.kstream.ValueJoinerWithKey;
import io.millrace.streams.state.BuiltInDslStoreSuppliers;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.WindowBytesStoreSupplier;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;

/** Joins of two streams, and of a stream with a global table. */
final class StreamJoinTopologies {

    private static final ValueJoiner<String, String, String> JOINER = (value, other) -> value;
    private static final ValueJoinerWithKey<String, String, String, String> WITH_KEY = (key, value, other) -> value;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final JoinWindows WINDOWS = JoinWindows.ofTimeDifferenceAndGrace(SECOND, Duration.ofMinutes(1));

    private StreamJoinTopologies() {}

    static void addTo(Topologies all) {
        addForms(all);
        addNames(all);
        addRepartitions(all);
        addSelfJoins(all);
        addGlobalTables(all);
    }

    private static void addForms(Topologies all) {
        all.dsl("stream-join-every-form", builder -> {
            KStream<String, String> left = stream(builder, "left");
            KStream<String, String> right = stream(builder, "right");
            left.join(right, JOINER, WINDOWS).to("out");
            left.join(right, WITH_KEY, WINDOWS).to("out");
            left.join(right, JOINER, WINDOWS, joined().withName("join")).to("out");
            left.join(right, WITH_KEY, WINDOWS, joined().withName("join2").withStoreName("store2"))
                    .to("out");
        });
        all.dsl("stream-left-join-every-form", builder -> {
            KStream<String, String> left = stream(builder, "left");
            KStream<String, String> right = stream(builder, "right");
            left.leftJoin(right, JOINER, WINDOWS).to("out");
            left.leftJoin(right, WITH_KEY, WINDOWS).to("out");
            left.leftJoin(right, JOINER, WINDOWS, joined().withName("join")).to("out");
            left.leftJoin(right, WITH_KEY, WINDOWS, joined().withStoreName("store2"))
                    .to("out");
        });
        all.dsl("stream-outer-join-every-form", builder -> {
            KStream<String, String> left = stream(builder, "left");
            KStream<String, String> right = stream(builder, "right");
            left.outerJoin(right, JOINER, WINDOWS).to("out");
            left.outerJoin(right, WITH_KEY, WINDOWS).to("out");
            left.outerJoin(right, JOINER, WINDOWS, joined().withName("join")).to("out");
            left.outerJoin(right, WITH_KEY, WINDOWS, joined().withName("join2").withStoreName("store2"))
                    .to("out");
        });
        all.dsl("stream-join-of-old-windows", builder -> {
            KStream<String, String> left = stream(builder, "left");
            KStream<String, String> right = stream(builder, "right");
            left.join(right, JOINER, oldWindows()).to("out");
            left.leftJoin(right, JOINER, oldWindows()).to("out");
            left.outerJoin(right, JOINER, oldWindows()).to("out");
        });
    }

    private static void addNames(Topologies all) {
        all.dsl("stream-join-with-suppliers", builder -> {
            KStream<String, String> left = stream(builder, "left");
            KStream<String, String> right = stream(builder, "right");
            left.join(right, JOINER, WINDOWS, StreamJoined.with(persistent("a"), persistent("b")))
                    .to("out");
            left.leftJoin(right, JOINER, WINDOWS, joined().withThisStoreSupplier(inMemory("c")))
                    .to("out");
            left.outerJoin(
                            right,
                            JOINER,
                            WINDOWS,
                            joined().withOtherStoreSupplier(inMemory("d")).withStoreName("e"))
                    .to("out");
            left.outerJoin(right, JOINER, WINDOWS, StreamJoined.with(inMemory("f"), inMemory("g")))
                    .to("out");
        });
        all.dsl("stream-join-with-kinds-and-logging", builder -> {
            KStream<String, String> left = stream(builder, "left");
            KStream<String, String> right = stream(builder, "right");
            left.outerJoin(right, JOINER, WINDOWS, StreamJoined.with(BuiltInDslStoreSuppliers.IN_MEMORY))
                    .to("out");
            left.leftJoin(
                            right,
                            JOINER,
                            WINDOWS,
                            StreamJoined.<String, String, String>as("stores")
                                    .withLoggingEnabled(Map.of("retention.ms", "5"))
                                    .withDslStoreSuppliers(BuiltInDslStoreSuppliers.ROCKS_DB))
                    .to("out");
            left.join(right, JOINER, WINDOWS, joined().withLoggingDisabled()).to("out");
        });
    }

    private static void addRepartitions(Topologies all) {
        all.dsl("stream-join-after-changed-keys", builder -> {
            KStream<String, String> left = stream(builder, "left").selectKey((key, value) -> value);
            KStream<String, String> right = stream(builder, "right").map(Topologies::swapped);
            left.join(right, JOINER, WINDOWS).to("out");
            left.leftJoin(right, JOINER, WINDOWS).to("out");
            left.outerJoin(right, JOINER, WINDOWS, joined().withName("outer")).to("out");
        });
        all.dsl("stream-join-after-one-changed-key", builder -> {
            KStream<String, String> left = stream(builder, "left");
            KStream<String, String> right = stream(builder, "right").selectKey((key, value) -> value);
            left.join(right, JOINER, WINDOWS, joined().withName("one")).to("out");
            right.leftJoin(left, JOINER, WINDOWS).groupByKey().count();
        });
        all.dsl("stream-join-chain", builder -> {
            KStream<String, String> one = stream(builder, "one");
            KStream<String, String> two = stream(builder, "two");
            KStream<String, String> three = stream(builder, "three");
            KTable<String, String> table = table(builder, "table");
            one.join(two, JOINER, WINDOWS)
                    .leftJoin(three, JOINER, WINDOWS)
                    .join(table, JOINER)
                    .selectKey((key, value) -> value)
                    .outerJoin(one, JOINER, WINDOWS)
                    .to("out");
        });
        all.optimized("stream-join-merged-repartitions", builder -> {
            KStream<String, String> left = stream(builder, "left").selectKey((key, value) -> value);
            KStream<String, String> right = stream(builder, "right");
            left.filter((key, value) -> true).join(right, JOINER, WINDOWS).to("out");
            left.outerJoin(right, JOINER, WINDOWS).to("out");
            left.groupByKey().count().toStream().to("counts");
        });
    }

    private static void addSelfJoins(Topologies all) {
        all.dsl("stream-self-join", builder -> {
            KStream<String, String> stream = stream(builder, "in");
            stream.join(stream, JOINER, WINDOWS).to("out");
            stream(builder, "again")
                    .join(stream(builder, "again"), JOINER, WINDOWS)
                    .to("out");
        });
        all.optimized("optimized-self-join", builder -> {
            KStream<String, String> stream = stream(builder, "in");
            stream.join(stream, JOINER, WINDOWS).to("out");
            stream.leftJoin(stream, JOINER, WINDOWS, joined().withName("left")).to("out");
            stream.outerJoin(stream, JOINER, WINDOWS, joined().withStoreName("kept"))
                    .to("out");
            stream(builder, "again")
                    .join(stream(builder, "again"), JOINER, WINDOWS)
                    .to("out");
            stream.join(stream(builder, "other"), JOINER, WINDOWS).to("out");
        });
        all.optimized("optimized-self-join-after-changed-key", builder -> {
            KStream<String, String> stream = stream(builder, "in").selectKey((key, value) -> value);
            stream.join(stream, JOINER, WINDOWS).to("out");
            stream.join(stream, JOINER, WINDOWS, joined().withName("named")).to("out");
        });
        all.topology("single-self-join", () -> {
            StreamsBuilder builder = new StreamsBuilder();
            KStream<String, String> stream = stream(builder, "in").selectKey((key, value) -> value);
            stream.join(stream, JOINER, WINDOWS).join(stream, JOINER, WINDOWS).to("out");
            Properties config = new Properties();
            config.put("topology.optimization", "single.store.self.join");
            return builder.build(config);
        });
    }

    private static void addGlobalTables(Topologies all) {
        all.dsl("global-join-every-form", builder -> {
            GlobalKTable<String, String> table = builder.globalTable("table");
            KStream<String, String> stream = stream(builder, "stream");
            stream.join(table, (key, value) -> value, JOINER).to("out");
            stream.join(table, (key, value) -> value, WITH_KEY).to("out");
            stream.join(table, (key, value) -> value, JOINER, Named.as("join")).to("out");
            stream.join(table, (key, value) -> value, WITH_KEY, Named.as("join2"))
                    .to("out");
            stream.leftJoin(table, (key, value) -> value, JOINER).to("out");
            stream.leftJoin(table, (key, value) -> value, WITH_KEY).to("out");
            stream.leftJoin(table, (key, value) -> value, JOINER, Named.as("leftJoin"))
                    .to("out");
            stream.leftJoin(table, (key, value) -> value, WITH_KEY, Named.as("leftJoin2"))
                    .to("out");
        });
        all.dsl("global-table-every-form", builder -> {
            builder.globalTable("plain");
            builder.globalTable("consumed", Consumed.with(Serdes.String(), Serdes.String()));
            builder.globalTable("named", Consumed.as("name"));
            builder.globalTable("stored", store("stored"));
            builder.globalTable("both", Consumed.<String, String>as("source"), store("both"));
            stream(builder, "stream").to("out");
        });
        all.dsl("global-join-with-changed-key", builder -> {
            KStream<String, String> stream = stream(builder, "stream");
            GlobalKTable<String, String> table = builder.globalTable("table", store("users"));
            stream.selectKey((key, value) -> value)
                    .leftJoin(table, (key, value) -> key, JOINER)
                    .groupByKey()
                    .count(unnamed());
        });
    }

    private static StreamJoined<String, String, String> joined() {
        return StreamJoined.with(Serdes.String(), Serdes.String(), Serdes.String());
    }

    private static WindowBytesStoreSupplier persistent(String name) {
        return Stores.persistentWindowStore(name, Duration.ofSeconds(62), Duration.ofSeconds(2), true);
    }

    private static WindowBytesStoreSupplier inMemory(String name) {
        return Stores.inMemoryWindowStore(name, Duration.ofSeconds(62), Duration.ofSeconds(2), true);
    }

    @SuppressWarnings("deprecation") // programs that are old still use it
    private static JoinWindows oldWindows() {
        return JoinWindows.of(SECOND).grace(Duration.ofMinutes(2));
    }
}
