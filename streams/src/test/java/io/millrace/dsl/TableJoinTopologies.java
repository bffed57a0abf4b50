package io.millrace.dsl;

import static io.millrace.dsl.Topologies.store;
import static io.millrace.dsl.Topologies.stream;
import static io.millrace.dsl.Topologies.table;
import static io.millrace.dsl.Topologies.unnamed;

import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.ValueJoiner;
import io.millrace.streams.kstream.ValueTransformerWithKey;
import io.millrace.streams.kstream.ValueTransformerWithKeySupplier;
import io.millrace.streams.processor.ProcessorContext;
import io.millrace.streams.state.Stores;
import org.apache.kafka.common.serialization.Serdes;

/** Joins of tables, and tables whose values are transformed. */
final class TableJoinTopologies {

    private static final ValueJoiner<String, String, String> JOINER = (one, other) -> one + other;

    private TableJoinTopologies() {}

    static void addTo(Topologies all) {
        forms(all);
        chains(all);
        transformed(all);
    }

    private static void forms(Topologies all) {
        all.dsl("table-join-every-form", builder -> {
            table(builder, "a").join(table(builder, "b"), JOINER).toStream().to("out1");
            table(builder, "c")
                    .join(table(builder, "d"), JOINER, Named.as("named"))
                    .toStream()
                    .to("out2");
            table(builder, "e")
                    .join(table(builder, "f"), JOINER, store("kept"))
                    .toStream()
                    .to("out3");
            table(builder, "g")
                    .join(table(builder, "h"), JOINER, Named.as("named2"), store("kept2"))
                    .toStream()
                    .to("out4");
            table(builder, "i")
                    .join(table(builder, "j"), JOINER, unnamed())
                    .toStream()
                    .to("out5");
            table(builder, "k")
                    .join(table(builder, "l"), JOINER, Named.as("named3"), unnamed())
                    .toStream()
                    .to("out6");
        });
        all.dsl("table-leftJoin-every-form", builder -> {
            table(builder, "a").leftJoin(table(builder, "b"), JOINER).toStream().to("out1");
            table(builder, "c")
                    .leftJoin(table(builder, "d"), JOINER, Named.as("named"))
                    .toStream()
                    .to("out2");
            table(builder, "e")
                    .leftJoin(table(builder, "f"), JOINER, store("kept"))
                    .toStream()
                    .to("out3");
            table(builder, "g")
                    .leftJoin(table(builder, "h"), JOINER, Named.as("named2"), store("kept2"))
                    .toStream()
                    .to("out4");
            table(builder, "i")
                    .leftJoin(table(builder, "j"), JOINER, unnamed())
                    .toStream()
                    .to("out5");
        });
        all.dsl("table-outerJoin-every-form", builder -> {
            table(builder, "a")
                    .outerJoin(table(builder, "b"), JOINER)
                    .toStream()
                    .to("out1");
            table(builder, "c")
                    .outerJoin(table(builder, "d"), JOINER, Named.as("named"))
                    .toStream()
                    .to("out2");
            table(builder, "e")
                    .outerJoin(table(builder, "f"), JOINER, store("kept"))
                    .toStream()
                    .to("out3");
            table(builder, "g")
                    .outerJoin(table(builder, "h"), JOINER, Named.as("named2"), store("kept2"))
                    .toStream()
                    .to("out4");
            table(builder, "i")
                    .outerJoin(table(builder, "j"), JOINER, unnamed())
                    .toStream()
                    .to("out5");
        });
    }

    private static void chains(Topologies all) {
        all.dsl("table-join-with-itself", builder -> {
            KTable<String, String> table = table(builder, "a");
            table.join(table, JOINER).toStream().to("out");
        });
        all.dsl("table-join-chain", TableJoinTopologies::chain);
        all.optimized("optimized-table-join-chain", TableJoinTopologies::chain);
        all.dsl("table-join-of-derived", builder -> {
            KTable<String, String> left = table(builder, "a").filter((key, value) -> true);
            KTable<String, String> right = stream(builder, "b")
                    .selectKey((key, value) -> value)
                    .groupByKey()
                    .reduce(JOINER::apply)
                    .mapValues(value -> value, Named.as("mapped"));
            left.outerJoin(right, JOINER)
                    .filter((key, value) -> true, store("filtered"))
                    .groupBy(Topologies::swapped)
                    .count()
                    .toStream()
                    .to("out");
        });
        all.dsl("table-join-other-first", builder -> {
            KTable<String, String> right = table(builder, "right");
            KTable<String, String> left = stream(builder, "left").toTable(store("left-store"));
            stream(builder, "stream").join(left.leftJoin(right, JOINER), JOINER).to("out");
        });
    }

    private static void chain(StreamsBuilder builder) {
        KTable<String, String> joined = table(builder, "a")
                .join(table(builder, "b"), JOINER)
                .leftJoin(table(builder, "c"), JOINER, store("two"))
                .outerJoin(table(builder, "d"), JOINER);
        joined.toStream().to("out");
        stream(builder, "e").map(Topologies::swapped).leftJoin(joined, JOINER).to("out2");
    }

    private static void transformed(Topologies all) {
        all.dsl("table-every-transformValues", builder -> {
            builder.addStateStore(
                    Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("own"), Serdes.String(), Serdes.String()));
            ValueTransformerWithKeySupplier<String, String, String> same = Same::new;
            table(builder, "a")
                    .transformValues(same)
                    .transformValues(same, "own")
                    .transformValues(same, Named.as("named"), "own")
                    .transformValues(same, store("kept"))
                    .transformValues(same, store("kept2"), Named.as("named2"), "own")
                    .transformValues(same, Topologies.<String>unnamed())
                    .join(table(builder, "b").transformValues(same, "own"), JOINER)
                    .groupBy(Topologies::swapped)
                    .count()
                    .toStream()
                    .to("out");
        });
    }

    private static final class Same implements ValueTransformerWithKey<String, String, String> {

        @Override
        public void init(ProcessorContext context) {}

        @Override
        public String transform(String key, String value) {
            return value;
        }

        @Override
        public void close() {}
    }
}
