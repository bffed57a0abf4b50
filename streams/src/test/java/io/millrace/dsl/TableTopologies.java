package io.millrace.dsl;

import static io.millrace.dsl.Topologies.store;
import static io.millrace.dsl.Topologies.stream;
import static io.millrace.dsl.Topologies.table;
import static io.millrace.dsl.Topologies.unnamed;

import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KGroupedTable;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import org.apache.kafka.common.serialization.Serdes;

/** Tables. */
final class TableTopologies {

    private TableTopologies() {}

    static void addTo(Topologies all) {
        sources(all);
        derived(all);
        toTable(all);
        grouped(all);
    }

    private static void sources(Topologies all) {
        all.dsl("table-plain", builder -> table(builder, "in").toStream().to("out"));
        all.dsl(
                "table-without-serdes",
                builder -> builder.table("in").toStream().to("out"));
        all.dsl(
                "table-named",
                builder -> builder.table("in", Consumed.as("source"))
                        .toStream(Named.as("toStream"))
                        .to("out"));
        all.dsl(
                "table-with-store",
                builder -> builder.table("in", Consumed.with(Serdes.String(), Serdes.String()), store("kept"))
                        .toStream((key, value) -> value)
                        .to("out"));
        all.dsl(
                "table-with-store-only",
                builder -> builder.table("in", Topologies.<String>store("kept"))
                        .toStream((key, value) -> value, Named.as("toStream"))
                        .to("out"));
        all.dsl(
                "table-with-unnamed-store",
                builder -> builder.table("in", Materialized.with(Serdes.String(), Serdes.String()))
                        .toStream()
                        .to("out"));
        all.dsl("table-and-streams", builder -> {
            table(builder, "in1").toStream().to("out1");
            stream(builder, "in2").to("out2");
            table(builder, "in3").toStream().to("out3");
        });
    }

    private static void derived(Topologies all) {
        all.dsl("table-every-filter", builder -> {
            KTable<String, String> table = table(builder, "in");
            table.filter((key, value) -> true)
                    .filter((key, value) -> true, Named.as("filter"))
                    .filter((key, value) -> true, unnamed())
                    .filter((key, value) -> true, store("filtered"))
                    .filter((key, value) -> true, Named.as("filter2"), store("filtered2"))
                    .filterNot((key, value) -> true)
                    .filterNot((key, value) -> true, Named.as("filterNot"))
                    .filterNot((key, value) -> true, unnamed())
                    .filterNot((key, value) -> true, store("filteredNot"))
                    .filterNot((key, value) -> true, Named.as("filterNot2"), unnamed())
                    .toStream()
                    .to("out");
        });
        all.dsl("table-every-mapValues", builder -> {
            KTable<String, String> table = table(builder, "in");
            table.mapValues(value -> value)
                    .mapValues((key, value) -> value)
                    .mapValues(value -> value, Named.as("map"))
                    .mapValues((key, value) -> value, Named.as("mapWithKey"))
                    .mapValues(value -> value, Topologies.<String>unnamed())
                    .mapValues((key, value) -> value, Topologies.<String>store("mapped"))
                    .mapValues(value -> value, Named.as("map2"), Topologies.<String>store("mapped2"))
                    .mapValues((key, value) -> value, Named.as("map3"), Topologies.<String>unnamed())
                    .toStream()
                    .to("out");
        });
    }

    private static void toTable(Topologies all) {
        all.dsl("toTable-every-form", builder -> {
            stream(builder, "a").toTable().toStream().to("out");
            stream(builder, "b").toTable(Named.as("table")).toStream().to("out");
            stream(builder, "c").toTable(store("kept")).toStream().to("out");
            stream(builder, "d")
                    .toTable(Named.as("table2"), store("kept2"))
                    .toStream()
                    .to("out");
            stream(builder, "e").toTable(unnamed()).toStream().to("out");
        });
        all.dsl("toTable-after-changed-key", builder -> {
            stream(builder, "a")
                    .selectKey((key, value) -> value)
                    .toTable()
                    .toStream()
                    .to("out");
            stream(builder, "b")
                    .selectKey((key, value) -> value)
                    .toTable(Named.as("table"))
                    .toStream()
                    .to("out");
            stream(builder, "c")
                    .selectKey((key, value) -> value)
                    .toTable(store("kept"))
                    .toStream()
                    .to("out");
        });
    }

    private static void grouped(Topologies all) {
        all.dsl(
                "table-groupBy-count",
                builder -> table(builder, "in")
                        .groupBy(Topologies::swapped)
                        .count()
                        .toStream()
                        .to("out"));
        all.dsl("table-groupBy-every-count", builder -> {
            table(builder, "a")
                    .groupBy(Topologies::swapped)
                    .count(Named.as("counter"))
                    .toStream()
                    .to("out");
            table(builder, "b")
                    .groupBy(Topologies::swapped)
                    .count(store("counts"))
                    .toStream()
                    .to("out");
            table(builder, "c")
                    .groupBy(Topologies::swapped)
                    .count(Named.as("counter2"), store("counts2"))
                    .toStream()
                    .to("out");
            table(builder, "d")
                    .groupBy(Topologies::swapped)
                    .count(unnamed())
                    .toStream()
                    .to("out");
        });
        all.dsl("table-groupBy-every-reduce", builder -> {
            table(builder, "a")
                    .groupBy(Topologies::swapped, Grouped.with(Serdes.String(), Serdes.String()))
                    .reduce((one, other) -> one, (one, other) -> one)
                    .toStream()
                    .to("out");
            table(builder, "b")
                    .groupBy(Topologies::swapped)
                    .reduce((one, other) -> one, (one, other) -> one, store("reduced"))
                    .toStream()
                    .to("out");
            table(builder, "c")
                    .groupBy(Topologies::swapped)
                    .reduce((one, other) -> one, (one, other) -> one, Named.as("reducer"), unnamed())
                    .toStream()
                    .to("out");
        });
        all.dsl("table-groupBy-every-aggregate", builder -> {
            table(builder, "a")
                    .groupBy(Topologies::swapped)
                    .aggregate(() -> "", (key, value, sum) -> sum, (key, value, sum) -> sum)
                    .toStream()
                    .to("out");
            table(builder, "b")
                    .groupBy(Topologies::swapped)
                    .aggregate(() -> "", (key, value, sum) -> sum, (key, value, sum) -> sum, Named.as("sum"))
                    .toStream()
                    .to("out");
            table(builder, "c")
                    .groupBy(Topologies::swapped)
                    .aggregate(() -> "", (key, value, sum) -> sum, (key, value, sum) -> sum, store("sums"))
                    .toStream()
                    .to("out");
            table(builder, "d")
                    .groupBy(Topologies::swapped)
                    .aggregate(
                            () -> "",
                            (key, value, sum) -> sum,
                            (key, value, sum) -> sum,
                            Named.as("sum2"),
                            store("sums2"))
                    .toStream()
                    .to("out");
        });
        all.dsl("table-groupBy-named", builder -> {
            KGroupedTable<String, String> grouped =
                    table(builder, "in").groupBy(Topologies::swapped, Grouped.as("grouping"));
            grouped.count().toStream().to("counts");
            grouped.reduce((one, other) -> one, (one, other) -> one).toStream().to("reduced");
        });
        all.dsl("table-groupBy-twice", builder -> {
            KGroupedTable<String, String> grouped = table(builder, "in").groupBy(Topologies::swapped);
            grouped.count().toStream().to("counts");
            grouped.reduce((one, other) -> one, (one, other) -> one).toStream().to("reduced");
        });
        all.dsl(
                "table-groupBy-of-derived",
                builder -> table(builder, "in")
                        .filter((key, value) -> true)
                        .mapValues(value -> value)
                        .groupBy(Topologies::swapped)
                        .count()
                        .filter((key, count) -> count > 1)
                        .toStream()
                        .to("out"));
        all.dsl(
                "table-groupBy-of-aggregate",
                builder -> stream(builder, "in")
                        .groupByKey()
                        .count()
                        .groupBy((key, count) -> KeyValue.pair(count, key))
                        .count(Named.as("histogram"))
                        .toStream()
                        .to("out"));
    }
}
