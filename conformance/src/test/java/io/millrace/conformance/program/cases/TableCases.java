package io.millrace.conformance.program.cases;

import io.millrace.conformance.program.Scenario;
import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KGroupedTable;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.Suppressed;
import io.millrace.streams.kstream.Suppressed.BufferConfig;
import io.millrace.streams.kstream.ValueTransformerWithKey;
import io.millrace.streams.kstream.ValueTransformerWithKeySupplier;
import io.millrace.streams.processor.ProcessorContext;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.Stores;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/** Tables: each overload, tombstones, updates out of order and at equal times. */
public final class TableCases {

    private static <V> Materialized<String, V, KeyValueStore<Bytes, byte[]>> store(String name) {
        return Materialized.as(name);
    }

    private static void write(KTable<String, ?> table, String topic) {
        table.toStream()
                .mapValues(value -> value == null ? null : value.toString())
                .to(topic);
    }

    private static void pipeAllSorts(Scenario it, String topic) {
        it.pipe(topic, "a", null, 90);
        it.pipe(topic, "a", "x", 100);
        it.pipe(topic, "a", "xx", 90, "h", "1");
        it.pipe(topic, "a", "xx", 90);
        it.pipe(topic, null, "xxx", 110);
        it.pipe(topic, "b", "y", 110);
        it.pipe(topic, "b", null, 110);
        it.pipe(topic, "b", null, 120);
        it.pipe(topic, "b", "yy", 50, "h", "2");
        it.pipe(topic, "c", "x", 50);
    }

    private static boolean isLong(String value) {
        return value != null && value.length() > 1;
    }

    void everySource(Scenario it) {
        write(it.builder().table("t1"), "out1");
        write(it.builder().<String, String>table("t2", Consumed.as("named")), "out2");
        write(it.builder().<String, String>table("t3", store("stored")), "out3");
        write(it.builder().<String, String>table("t4", Consumed.as("both"), store("both-store")), "out4");
        for (int i = 1; i <= 4; i++) {
            pipeAllSorts(it, "t" + i);
        }
    }

    void everyToTable(Scenario it) {
        KStream<String, String> stream = it.builder().stream("in");
        write(stream.toTable(), "out1");
        write(stream.toTable(Named.as("named")), "out2");
        write(stream.toTable(store("stored")), "out3");
        write(stream.toTable(Named.as("both"), store("both-store")), "out4");
        pipeAllSorts(it, "in");
    }

    void everyFilter(Scenario it) {
        KTable<String, String> table = it.table("in");
        write(table.filter((key, value) -> isLong(value)), "out1");
        write(table.filter((key, value) -> isLong(value), Named.as("named")), "out2");
        write(table.filter((key, value) -> isLong(value), store("stored")), "out3");
        write(table.filter((key, value) -> isLong(value), Named.as("both"), store("both-store")), "out4");
        write(table.filterNot((key, value) -> isLong(value)), "out5");
        write(table.filterNot((key, value) -> isLong(value), Named.as("not-named")), "out6");
        write(table.filterNot((key, value) -> isLong(value), store("not-stored")), "out7");
        write(table.filterNot((key, value) -> isLong(value), Named.as("not"), store("not-store")), "out8");
        pipeAllSorts(it, "in");
    }

    void everyMapValues(Scenario it) {
        KTable<String, String> table = it.table("in");
        write(table.mapValues(value -> value + "!"), "out1");
        write(table.mapValues(value -> value + "!", Named.as("named")), "out2");
        write(table.mapValues(value -> value + "!", store("stored")), "out3");
        write(table.mapValues(value -> isLong(value) ? null : value, Named.as("both"), store("both-store")), "out4");
        write(table.mapValues((key, value) -> key + value), "out5");
        write(table.mapValues((key, value) -> key + value, Named.as("key-named")), "out6");
        write(table.mapValues((key, value) -> key + value, store("key-stored")), "out7");
        write(table.mapValues((key, value) -> key + value, Named.as("key"), store("key-store")), "out8");
        pipeAllSorts(it, "in");
    }

    void everyToStream(Scenario it) {
        KTable<String, String> table = it.table("in");
        table.toStream().to("out1");
        table.toStream(Named.as("named")).to("out2");
        table.toStream((key, value) -> value).to("out3");
        table.toStream((key, value) -> key + value, Named.as("both")).to("out4");
        pipeAllSorts(it, "in");
    }

    private static final class Remembering implements ValueTransformerWithKey<String, String, String> {
        private KeyValueStore<String, String> seen;

        @Override
        public void init(ProcessorContext context) {
            seen = context.getStateStore("seen");
        }

        @Override
        public String transform(String key, String value) {
            String before = seen.get(key);
            seen.put(key, String.valueOf(value));
            return isLong(value) ? null : value + "<" + before;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    void everyTransformValues(Scenario it) {
        it.builder()
                .addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("seen"), Serdes.String(), Serdes.String()));
        ValueTransformerWithKeySupplier<String, String, String> supplier = Remembering::new;
        KTable<String, String> table = it.table("in");
        write(table.transformValues(supplier, "seen"), "out1");
        write(table.transformValues(supplier, Named.as("named"), "seen"), "out2");
        write(table.transformValues(supplier, store("stored"), "seen"), "out3");
        write(table.transformValues(supplier, store("both-store"), Named.as("both"), "seen"), "out4");
        pipeAllSorts(it, "in");
    }

    private static KGroupedTable<String, String> grouped(Scenario it) {
        return it.table("in").groupBy((key, value) -> KeyValue.pair(value, key));
    }

    void everyCount(Scenario it) {
        KGroupedTable<String, String> grouped =
                it.table("in").groupBy((key, value) -> KeyValue.pair(value, key), Grouped.as("by-value"));
        write(grouped.count(), "out1");
        write(grouped.count(Named.as("named")), "out2");
        write(grouped.count(store("stored")), "out3");
        write(grouped.count(Named.as("both"), store("both-store")), "out4");
        pipeAllSorts(it, "in");
    }

    void everyReduce(Scenario it) {
        KGroupedTable<String, String> grouped = grouped(it);
        write(grouped.reduce((a, b) -> a + "+" + b, (a, b) -> a + "-" + b), "out1");
        write(grouped.reduce((a, b) -> a + "+" + b, (a, b) -> a + "-" + b, store("stored")), "out2");
        write(grouped.reduce((a, b) -> b, (a, b) -> null, Named.as("both"), store("both-store")), "out3");
        pipeAllSorts(it, "in");
    }

    void everyAggregate(Scenario it) {
        KGroupedTable<String, String> grouped = grouped(it);
        Aggregator<String, String, String> adder = (key, value, sum) -> sum + "+" + value;
        Aggregator<String, String, String> remover = (key, value, sum) -> sum + "-" + value;
        write(grouped.aggregate(() -> "0", adder, remover), "out1");
        write(grouped.aggregate(() -> "0", adder, remover, Named.as("named")), "out2");
        write(grouped.aggregate(() -> "0", adder, remover, store("stored")), "out3");
        write(grouped.aggregate(() -> "0", adder, remover, Named.as("both"), store("both-store")), "out4");
        pipeAllSorts(it, "in");
    }

    void aGroupWithoutAKeyOrAValueIsLeftOut(Scenario it) {
        write(
                it.table("in")
                        .groupBy((key, value) ->
                                KeyValue.pair(isLong(value) ? null : value, "a".equals(key) ? null : key))
                        .count(),
                "out");
        pipeAllSorts(it, "in");
    }

    void aGroupedRecordWithoutAKeyIsRefused(Scenario it) {
        write(it.table("in").groupBy(KeyValue::pair, Grouped.as("grouped")).count(), "out");
        it.pipe("in", "a", "x", 100);
        it.pipe("app-grouped-repartition", null, "x\u0001", 110); // 1 says: only the new value
    }

    void aGroupedRecordWithNeitherValueIsRefused(Scenario it) {
        write(it.table("in").groupBy(KeyValue::pair, Grouped.as("grouped")).count(), "out");
        it.pipe("app-grouped-repartition", "a", null, 110);
    }

    void suppressesUntilATimeIsOver(Scenario it) {
        write(
                it.table("in").suppress(Suppressed.untilTimeLimit(Duration.ofMillis(10), BufferConfig.unbounded())),
                "out");
        pipeAllSorts(it, "in");
        it.pipe("in", "d", "z", 119);
        it.pipe("in", "d", "z", 120);
        it.pipe("in", "d", "z", 500);
    }

    void suppressesAsLongAsThereIsRoom(Scenario it) {
        write(
                it.table("in")
                        .suppress(Suppressed.<String>untilTimeLimit(Duration.ofDays(1), BufferConfig.maxRecords(2))
                                .withName("few-suppressed")),
                "out");
        pipeAllSorts(it, "in");
    }

    void failsWhenASuppressedTableIsFull(Scenario it) {
        it.set("statestore.cache.max.bytes", "0");
        write(
                it.table("in")
                        .suppress(Suppressed.untilTimeLimit(
                                Duration.ofDays(1), BufferConfig.maxRecords(1).shutDownWhenFull())),
                "out");
        pipeAllSorts(it, "in");
    }

    void namesOfStoresAreTold(Scenario it) {
        KTable<String, String> table = it.builder().table("in", store("told"));
        String named =
                table.queryableStoreName() + it.builder().globalTable("g").queryableStoreName();
        table.mapValues(value -> value + named).toStream().to("out-" + named);
        pipeAllSorts(it, "in");
    }
}
