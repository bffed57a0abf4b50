package io.millrace.conformance.program.cases;

import io.millrace.conformance.program.Scenario;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.GlobalKTable;
import io.millrace.streams.kstream.JoinWindows;
import io.millrace.streams.kstream.Joined;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.KeyValueMapper;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.StreamJoined;
import io.millrace.streams.kstream.TableJoined;
import io.millrace.streams.kstream.ValueJoiner;
import io.millrace.streams.kstream.ValueJoinerWithKey;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.Stores;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/** Joins of streams, tables and global tables: each overload, and records around the edges of each. */
public final class JoinCases {

    private static final ValueJoiner<String, String, String> JOINER = (one, other) -> one + "+" + other;
    private static final ValueJoinerWithKey<String, String, String, String> WITH_KEY =
            (key, one, other) -> key + ":" + one + "+" + other;
    private static final KeyValueMapper<String, String, String> BY_VALUE = (key, value) -> value;
    private static final JoinWindows WINDOWS =
            JoinWindows.ofTimeDifferenceAndGrace(Duration.ofMillis(10), Duration.ofMillis(5));

    private static String foreign(String value) {
        return value.equals("none") ? null : value;
    }

    private static String foreignOfBoth(String key, String value) {
        return foreign(value);
    }

    private static Materialized<String, String, KeyValueStore<Bytes, byte[]>> store(String name) {
        return Materialized.as(name);
    }

    private static StreamJoined<String, String, String> stores(String name) {
        return StreamJoined.<String, String, String>as(name).withName(name + "-join");
    }

    private static void write(KTable<String, String> table, String topic) {
        table.toStream().to(topic);
    }

    private static void pipeStreams(Scenario it) {
        it.pipe("left", "a", "1", 100);
        it.pipe("right", "a", "2", 110, "h", "1");
        it.pipe("right", "a", "3", 111);
        it.pipe("left", "a", "4", 111);
        it.pipe("left", "a", "5", 111);
        it.pipe("left", null, "6", 112);
        it.pipe("right", null, "7", 112);
        it.pipe("left", "b", "9", 112);
        it.pipe("right", "c", "10", 97);
        it.pipe("right", "a", "11", 96);
        it.pipe("left", "d", "12", 127);
        it.pipe("left", "d", "13", 128);
        it.pipe("right", "b", "14", 122);
        it.pipe("right", "d", "15", 1000);
        it.pipe("left", "a", "16", 985);
        it.pipe("left", "a", "17", 984);
    }

    void everyJoinOfStreams(Scenario it) {
        KStream<String, String> left = it.stream("left");
        KStream<String, String> right = it.stream("right");
        left.join(right, JOINER, WINDOWS).to("out1");
        left.join(right, JOINER, WINDOWS, stores("s2")).to("out2");
        left.join(right, WITH_KEY, WINDOWS).to("out3");
        left.join(right, WITH_KEY, WINDOWS, stores("s4")).to("out4");
        pipeStreams(it);
    }

    void everyLeftJoinOfStreams(Scenario it) {
        KStream<String, String> left = it.stream("left");
        KStream<String, String> right = it.stream("right");
        left.leftJoin(right, JOINER, WINDOWS).to("out1");
        left.leftJoin(right, JOINER, WINDOWS, stores("s2")).to("out2");
        left.leftJoin(right, WITH_KEY, WINDOWS).to("out3");
        left.leftJoin(right, WITH_KEY, WINDOWS, stores("s4")).to("out4");
        pipeStreams(it);
    }

    void everyOuterJoinOfStreams(Scenario it) {
        KStream<String, String> left = it.stream("left");
        KStream<String, String> right = it.stream("right");
        left.outerJoin(right, JOINER, WINDOWS).to("out1");
        left.outerJoin(right, JOINER, WINDOWS, stores("s2")).to("out2");
        left.outerJoin(right, WITH_KEY, WINDOWS).to("out3");
        left.outerJoin(right, WITH_KEY, WINDOWS, stores("s4")).to("out4");
        pipeStreams(it);
    }

    void recordsWithoutAValueAreNotJoined(Scenario it) {
        KStream<String, String> left = it.stream("left");
        left.leftJoin(it.stream("right"), JOINER, WINDOWS).to("out");
        it.pipe("left", "a", null, 100);
        it.pipe("right", "a", null, 100);
        it.pipe("left", null, (String) null, 100);
        it.pipe("right", "a", "2", 101);
        it.pipe("left", "a", "1", 102);
    }

    void aStreamJoinedWithItself(Scenario it) {
        KStream<String, String> left = it.stream("left");
        left.join(left, JOINER, WINDOWS).to("out");
        it.pipe("left", "a", "1", 100);
        it.pipe("left", "a", "2", 110);
        it.pipe("left", "a", "3", 111);
        it.pipe("left", "a", "4", 111);
        it.pipe("left", "a", "late", 99);
        it.pipe("left", null, "5", 112);
    }

    private static void pipeTable(Scenario it, String table) {
        it.pipe("left", "a", "early", 50);
        it.pipe(table, "a", "x", 100);
        it.pipe("left", "a", "x", 90);
        it.pipe("left", "x", "a", 95);
        it.pipe("left", null, "a", 100);
        it.pipe("left", "a", null, 100);
        it.pipe("left", null, (String) null, 100);
        it.pipe("left", "n", "none", 105);
        it.pipe(table, "a", "y", 80);
        it.pipe("left", "a", "a", 110, "h", "1");
        it.pipe(table, "a", null, 120);
        it.pipe("left", "a", "a", 130);
    }

    void everyJoinOfAStreamWithATable(Scenario it) {
        KStream<String, String> left = it.stream("left");
        KTable<String, String> table = it.table("table");
        left.join(table, JOINER).to("out1");
        left.join(table, JOINER, Joined.as("j2")).to("out2");
        left.join(table, WITH_KEY).to("out3");
        left.join(table, WITH_KEY, Joined.as("j4")).to("out4");
        left.leftJoin(table, JOINER).to("out5");
        left.leftJoin(table, JOINER, Joined.as("j6")).to("out6");
        left.leftJoin(table, WITH_KEY).to("out7");
        left.leftJoin(table, WITH_KEY, Joined.as("j8")).to("out8");
        pipeTable(it, "table");
    }

    void everyJoinWithAGlobalTable(Scenario it) {
        KStream<String, String> left = it.stream("left");
        GlobalKTable<String, String> table = it.builder().globalTable("global");
        left.join(table, BY_VALUE, JOINER).to("out1");
        left.join(table, BY_VALUE, JOINER, Named.as("j2")).to("out2");
        left.join(table, BY_VALUE, WITH_KEY).to("out3");
        left.join(table, BY_VALUE, WITH_KEY, Named.as("j4")).to("out4");
        left.leftJoin(table, BY_VALUE, JOINER).to("out5");
        left.leftJoin(table, BY_VALUE, JOINER, Named.as("j6")).to("out6");
        left.leftJoin(table, BY_VALUE, WITH_KEY).to("out7");
        left.leftJoin(table, BY_VALUE, WITH_KEY, Named.as("j8")).to("out8");
        pipeTable(it, "global");
    }

    void everyGlobalTable(Scenario it) {
        KStream<String, String> left = it.stream("left");
        left.join(it.builder().<String, String>globalTable("g1", Consumed.as("named")), BY_VALUE, JOINER)
                .to("out1");
        left.join(it.builder().<String, String>globalTable("g2", store("stored")), BY_VALUE, JOINER)
                .to("out2");
        left.join(
                        it.builder().<String, String>globalTable("g3", Consumed.as("both"), store("both-store")),
                        BY_VALUE,
                        JOINER)
                .to("out3");
        for (String table : List.of("g1", "g2", "g3")) {
            it.pipe(table, "a", "x", 10);
            it.pipe(table, "b", null, 10);
        }
        it.pipe("left", "k", "a", 20);
        it.pipe("left", "k", "b", 20);
    }

    /** Keeps what comes in the global store. */
    private static final class Keeping implements Processor<String, String, Void, Void> {
        private KeyValueStore<String, String> store;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            store = context.getStateStore("kept");
        }

        @Override
        public void process(Record<String, String> record) {
            store.put(record.key(), record.value());
        }
    }

    void recordsWithoutAKeyAreCountedForTwoGlobalTables(Scenario it) {
        it.builder().<String, String>globalTable("first");
        it.builder().<String, String>globalTable("second");
        it.pipe("first", null, "x", 100);
        it.pipe("second", null, "y", 110);
        it.pipe("first", null, "z", 120);
    }

    void aGlobalStoreIsFilledByItsProcessor(Scenario it) {
        it.builder()
                .addGlobalStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore("kept"), Serdes.String(), Serdes.String())
                                .withLoggingDisabled(),
                        "global",
                        Consumed.with(Serdes.String(), Serdes.String()),
                        Keeping::new);
        it.pipe("global", "a", "x", 10);
        it.pipe("global", "a", "y", 5);
        it.pipe("global", "b", "x", 10);
        it.pipe("global", "b", null, 10);
    }

    private static void pipeTables(Scenario it) {
        it.pipe("one", "a", "1", 100);
        it.pipe("other", "a", "2", 90, "h", "1");
        it.pipe("one", "a", "1", 95);
        it.pipe("one", null, "5", 95);
        it.pipe("other", null, "5", 95);
        it.pipe("other", "b", "3", 100);
        it.pipe("one", "b", "4", 100);
        it.pipe("one", "b", null, 101);
        it.pipe("other", "b", null, 102);
        it.pipe("other", "b", null, 103);
        it.pipe("other", "c", "6", 104);
        it.pipe("one", "d", null, 105);
    }

    void everyJoinOfTables(Scenario it) {
        KTable<String, String> one = it.table("one");
        KTable<String, String> other = it.table("other");
        write(one.join(other, JOINER), "out1");
        write(one.join(other, JOINER, Named.as("j2")), "out2");
        write(one.join(other, JOINER, store("s3")), "out3");
        write(one.join(other, JOINER, Named.as("j4"), store("s4")), "out4");
        pipeTables(it);
    }

    void everyLeftJoinOfTables(Scenario it) {
        KTable<String, String> one = it.table("one");
        KTable<String, String> other = it.table("other");
        write(one.leftJoin(other, JOINER), "out1");
        write(one.leftJoin(other, JOINER, Named.as("j2")), "out2");
        write(one.leftJoin(other, JOINER, store("s3")), "out3");
        write(one.leftJoin(other, JOINER, Named.as("j4"), store("s4")), "out4");
        pipeTables(it);
    }

    void everyOuterJoinOfTables(Scenario it) {
        KTable<String, String> one = it.table("one");
        KTable<String, String> other = it.table("other");
        write(one.outerJoin(other, JOINER), "out1");
        write(one.outerJoin(other, JOINER, Named.as("j2")), "out2");
        write(one.outerJoin(other, JOINER, store("s3")), "out3");
        write(one.outerJoin(other, JOINER, Named.as("j4"), store("s4")), "out4");
        pipeTables(it);
    }

    private static void pipeForeign(Scenario it) {
        it.pipe("one", "a", "f", 100);
        it.pipe("other", "f", "1", 90, "h", "1");
        it.pipe("one", "b", "f", 95, "h", "2");
        it.pipe("one", "c", "none", 95);
        it.pipe("one", null, "f", 95);
        it.pipe("other", "f", "2", 110);
        it.pipe("one", "a", "g", 111);
        it.pipe("other", "g", "3", 111);
        it.pipe("one", "b", "none", 112);
        it.pipe("one", "a", null, 113);
        it.pipe("other", "f", null, 114);
        it.pipe("other", null, "x", 114);
        it.pipe("one", "d", null, 115);
        it.pipe("one", "c", "f", 90);
        it.pipe("other", "f", "4", 80);
    }

    void everyForeignKeyJoin(Scenario it) {
        KTable<String, String> one = it.table("one");
        KTable<String, String> other = it.table("other");
        write(one.join(other, JoinCases::foreign, JOINER), "out1");
        write(one.join(other, JoinCases::foreign, JOINER, TableJoined.as("j2")), "out2");
        write(one.join(other, JoinCases::foreign, JOINER, store("s3")), "out3");
        write(one.join(other, JoinCases::foreign, JOINER, TableJoined.as("j4"), store("s4")), "out4");
        write(one.join(other, JoinCases::foreignOfBoth, JOINER), "out5");
        write(one.join(other, JoinCases::foreignOfBoth, JOINER, TableJoined.as("j6")), "out6");
        write(one.join(other, JoinCases::foreignOfBoth, JOINER, store("s7")), "out7");
        write(one.join(other, JoinCases::foreignOfBoth, JOINER, TableJoined.as("j8"), store("s8")), "out8");
        pipeForeign(it);
    }

    void everyForeignKeyLeftJoin(Scenario it) {
        KTable<String, String> one = it.table("one");
        KTable<String, String> other = it.table("other");
        write(one.leftJoin(other, JoinCases::foreign, JOINER), "out1");
        write(one.leftJoin(other, JoinCases::foreign, JOINER, TableJoined.as("j2")), "out2");
        write(one.leftJoin(other, JoinCases::foreign, JOINER, store("s3")), "out3");
        write(one.leftJoin(other, JoinCases::foreign, JOINER, TableJoined.as("j4"), store("s4")), "out4");
        write(one.leftJoin(other, JoinCases::foreignOfBoth, JOINER), "out5");
        write(one.leftJoin(other, JoinCases::foreignOfBoth, JOINER, TableJoined.as("j6")), "out6");
        write(one.leftJoin(other, JoinCases::foreignOfBoth, JOINER, store("s7")), "out7");
        write(one.leftJoin(other, JoinCases::foreignOfBoth, JOINER, TableJoined.as("j8"), store("s8")), "out8");
        pipeForeign(it);
    }

    void aJoinWithWhatWasValidThen(Scenario it) {
        KTable<String, String> versions = it.builder()
                .table("table", Materialized.as(Stores.persistentVersionedKeyValueStore("v", Duration.ofMillis(50))));
        Joined<String, String, String> joined = Joined.as("graced");
        KStream<String, String> left = it.stream("left");
        left.leftJoin(versions, JOINER).to("out1");
        left.join(versions, JOINER, joined.withGracePeriod(Duration.ofMillis(10)))
                .to("out2");
        pipeTable(it, "table");
        it.pipe("left", "a", "end", 500);
    }

    void streamsOfSeveralTopics(Scenario it) {
        it.builder().stream(Arrays.asList("one", "other"), Consumed.with(Serdes.String(), Serdes.String()))
                .to("out");
        it.topology(it.builder().build());
        it.pipe("one", "a", "x", 10);
        it.pipe("other", "a", "y", 5);
    }

    void topologiesAreOptimizedAsTheSettingsSay(Scenario it) {
        KStream<String, String> stream = it.stream("in").selectKey((key, value) -> value);
        stream.groupByKey().count().toStream().mapValues(Object::toString).to("out1");
        stream.groupByKey().reduce((a, b) -> a + b).toStream().to("out2");
        Properties settings = new Properties();
        settings.put("topology.optimization", "merge.repartition.topics");
        it.topology(it.builder().build(settings));
        it.pipe("in", "a", "x", 10);
    }
}
