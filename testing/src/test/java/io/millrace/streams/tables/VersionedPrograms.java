package io.millrace.streams.tables;

import io.millrace.streams.KeyValue;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.kstream.Joined;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.Stores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/** Programs over tables that have versions. */
final class VersionedPrograms {

    /** Versions in order, late ones between and at the end, deletions of both kinds, and some that come too late. */
    private static final List<String> UPDATES = List.of(
            "t k=a@10",
            "t k=b@20",
            "t k=x@15",
            "t k=null@30",
            "t k=y@25",
            "t k=null@12",
            "t m=a@40",
            "t k=z@50",
            "t n=x@60",
            "t n=null@70",
            "t k=last@200",
            "t k=too@50",
            "t m=null@150",
            "t m=w@120");

    private static final List<String> LATE_TABLE = List.of(
            "t k=T1@1",
            "s k=S5@5",
            "t k=T3@3",
            "s k=S14@14",
            "s k=S16@16",
            "s k=S5b@5",
            "s k=S6@6",
            "t k=T20@20",
            "s k=S25@25",
            "s z=S26@26",
            "s k=null@50",
            "s k=S40@40",
            "s b=S40@40",
            "s k=again@40",
            "s q=S60@60",
            "t k=null@100",
            "s k=S111@111",
            "s k=S130@130");

    private VersionedPrograms() {}

    static Map<String, Supplier<String>> all() {
        Map<String, Supplier<String>> all = new TreeMap<>();
        table(all, "read", (table, builder) -> table.toStream().to("out"));
        table(all, "filtered", (table, builder) -> filtered(table).toStream().to("out"));
        table(
                all,
                "filtered into versions",
                (table, builder) -> table.filter((key, value) -> !value.equals("x"), versions("f"))
                        .toStream()
                        .to("out"));
        table(
                all,
                "filtered into a plain store",
                (table, builder) -> table.filter((key, value) -> !value.equals("x"), plain("f"))
                        .toStream()
                        .to("out"));
        table(
                all,
                "mapped",
                (table, builder) ->
                        table.mapValues(value -> value + value).toStream().to("out"));
        table(
                all,
                "mapped into versions",
                (table, builder) -> table.mapValues(value -> value + value, versions("m"))
                        .toStream()
                        .to("out"));
        table(all, "grouped", (table, builder) -> concatenated(table));
        table(all, "filtered and grouped", (table, builder) -> concatenated(filtered(table)));
        table(
                all,
                "aggregated into versions",
                (table, builder) -> table.toStream()
                        .filter((key, value) -> value != null)
                        .groupByKey()
                        .aggregate(() -> "", (key, value, sum) -> sum + value, versions("a"))
                        .toStream()
                        .to("out"));
        table(
                all,
                "made of a stream",
                (table, builder) ->
                        table.toStream().toTable(versions("v")).toStream().to("out"));
        joins(all);
        grace(all, "inner", false);
        grace(all, "left", true);
        return all;
    }

    private static void joins(Map<String, Supplier<String>> all) {
        table(
                all,
                "joined with its stream",
                (table, builder) -> table.toStream()
                        .join(table, (left, right) -> left + "&" + right)
                        .to("out"));
        table(
                all,
                "computed and joined with its stream",
                (table, builder) -> table.toStream()
                        .filter((key, value) -> value != null)
                        .leftJoin(filtered(table).mapValues(value -> value + "!"), (left, right) -> left + "&" + right)
                        .to("out"));
        table(
                all,
                "joined with itself",
                (table, builder) -> table.join(
                                table.mapValues(value -> value + "'"), (left, right) -> left + "&" + right)
                        .toStream()
                        .to("out"));
    }

    private static KTable<String, String> filtered(KTable<String, String> table) {
        return table.filter((key, value) -> !value.equals("x"));
    }

    private static void concatenated(KTable<String, String> table) {
        table.groupBy((key, value) -> KeyValue.pair("g", value))
                .aggregate(
                        () -> "",
                        (key, value, all) -> all + "+" + value,
                        (key, value, all) -> all + "-" + value,
                        Materialized.with(Serdes.String(), Serdes.String()))
                .toStream()
                .to("out");
    }

    private static void table(
            Map<String, Supplier<String>> all,
            String name,
            BiConsumer<KTable<String, String>, StreamsBuilder> program) {
        all.put(
                "versions " + name,
                () -> Transcript.of(
                        builder -> program.accept(builder.table("t", versions("versions")), builder), UPDATES));
    }

    private static void grace(Map<String, Supplier<String>> all, String name, boolean left) {
        all.put(
                "grace " + name,
                () -> Transcript.of(
                        builder -> {
                            KTable<String, String> table = builder.table("t", versions("versions"));
                            KStream<String, String> stream = builder.stream("s");
                            Joined<String, String, String> joined =
                                    Joined.<String, String, String>as("join").withGracePeriod(Duration.ofMillis(10));
                            (left
                                            ? stream.leftJoin(table, (one, two) -> one + "+" + two, joined)
                                            : stream.join(table, (one, two) -> one + "+" + two, joined))
                                    .to("out");
                        },
                        LATE_TABLE));
    }

    private static Materialized<String, String, KeyValueStore<Bytes, byte[]>> versions(String name) {
        return Materialized.<String, String>as(Stores.persistentVersionedKeyValueStore(name, Duration.ofMillis(100)))
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.String());
    }

    private static Materialized<String, String, KeyValueStore<Bytes, byte[]>> plain(String name) {
        return Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as(name);
    }
}
