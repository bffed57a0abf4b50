package io.millrace.dsl;

import static io.millrace.dsl.Topologies.store;
import static io.millrace.dsl.Topologies.stream;
import static io.millrace.dsl.Topologies.table;
import static io.millrace.dsl.Topologies.unnamed;

import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.TableJoined;
import io.millrace.streams.kstream.ValueJoiner;

/** Joins of tables by foreign keys. */
final class ForeignKeyTopologies {

    private static final ValueJoiner<String, String, String> JOINER = (one, other) -> one + other;

    private ForeignKeyTopologies() {}

    private static String ofValue(String value) {
        return value;
    }

    private static String ofKeyAndValue(String key, String value) {
        return key + value;
    }

    static void addTo(Topologies all) {
        all.dsl("foreign-key-every-form", builder -> {
            table(builder, "a")
                    .join(table(builder, "b"), ForeignKeyTopologies::ofValue, JOINER)
                    .toStream()
                    .to("out1");
            table(builder, "c")
                    .join(table(builder, "d"), ForeignKeyTopologies::ofKeyAndValue, JOINER)
                    .toStream()
                    .to("out2");
            table(builder, "e")
                    .join(table(builder, "f"), ForeignKeyTopologies::ofValue, JOINER, TableJoined.as("named"))
                    .toStream()
                    .to("out3");
            table(builder, "g")
                    .join(table(builder, "h"), ForeignKeyTopologies::ofKeyAndValue, JOINER, TableJoined.as("named2"))
                    .toStream()
                    .to("out4");
            table(builder, "i")
                    .join(table(builder, "j"), ForeignKeyTopologies::ofValue, JOINER, store("kept"))
                    .toStream()
                    .to("out5");
            table(builder, "k")
                    .join(
                            table(builder, "l"),
                            ForeignKeyTopologies::ofKeyAndValue,
                            JOINER,
                            TableJoined.as("named3"),
                            store("kept2"))
                    .toStream()
                    .to("out6");
            table(builder, "m")
                    .join(table(builder, "n"), ForeignKeyTopologies::ofValue, JOINER, unnamed())
                    .toStream()
                    .to("out7");
        });
        all.dsl("foreign-key-left-every-form", builder -> {
            table(builder, "a")
                    .leftJoin(table(builder, "b"), ForeignKeyTopologies::ofValue, JOINER)
                    .toStream()
                    .to("out1");
            table(builder, "c")
                    .leftJoin(table(builder, "d"), ForeignKeyTopologies::ofKeyAndValue, JOINER, TableJoined.as("named"))
                    .toStream()
                    .to("out2");
            table(builder, "e")
                    .leftJoin(table(builder, "f"), ForeignKeyTopologies::ofKeyAndValue, JOINER, store("kept"))
                    .toStream()
                    .to("out3");
            table(builder, "g")
                    .leftJoin(
                            table(builder, "h"),
                            ForeignKeyTopologies::ofValue,
                            JOINER,
                            TableJoined.as("named2"),
                            store("kept2"))
                    .toStream()
                    .to("out4");
        });
        all.dsl("foreign-key-to-itself", builder -> {
            KTable<String, String> table = table(builder, "a");
            table.join(table, ForeignKeyTopologies::ofValue, JOINER).toStream().to("out");
        });
        all.dsl("foreign-key-chain", ForeignKeyTopologies::chain);
        all.optimized("optimized-foreign-key-chain", ForeignKeyTopologies::chain);
    }

    private static void chain(StreamsBuilder builder) {
        KTable<String, String> other = stream(builder, "b")
                .selectKey((key, value) -> value)
                .groupByKey()
                .reduce(JOINER::apply);
        KTable<String, String> joined = table(builder, "a")
                .filter((key, value) -> true)
                .leftJoin(other, ForeignKeyTopologies::ofValue, JOINER)
                .mapValues(value -> value)
                .join(
                        table(builder, "c"),
                        ForeignKeyTopologies::ofKeyAndValue,
                        JOINER,
                        TableJoined.as("second"),
                        store("kept"))
                .outerJoin(other, JOINER);
        joined.groupBy(Topologies::swapped, Grouped.as("grouping"))
                .count()
                .toStream()
                .to("counts");
        joined.toStream().selectKey((key, value) -> value).join(other, JOINER).to("out");
        stream(builder, "d").leftJoin(joined, JOINER).to("out2");
    }
}
