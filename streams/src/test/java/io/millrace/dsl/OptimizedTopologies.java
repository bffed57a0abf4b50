package io.millrace.dsl;

import static io.millrace.dsl.Topologies.store;
import static io.millrace.dsl.Topologies.stream;
import static io.millrace.dsl.Topologies.table;

import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.kstream.ValueJoiner;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;

/** Topologies with {@code topology.optimization=all}. */
final class OptimizedTopologies {

    private static final ValueJoiner<String, String, String> JOINER = (value, tableValue) -> value;

    private OptimizedTopologies() {}

    static void addTo(Topologies all) {
        all.optimized("optimized-aggregations", builder -> {
            KGroupedStream<String, String> grouped = stream(builder, "in").groupBy((key, value) -> value);
            grouped.count().toStream().to("counts");
            grouped.reduce((one, other) -> one, store("reduced")).toStream().to("reduced");
            grouped.windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofSeconds(1)))
                    .count()
                    .toStream()
                    .to("windows");
        });
        all.optimized("optimized-aggregations-and-joins", builder -> {
            KStream<String, String> changed = stream(builder, "in").map(Topologies::swapped);
            KTable<String, String> table = table(builder, "table");
            changed.filter((key, value) -> true).join(table, JOINER).to("joined");
            changed.groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
                    .count()
                    .toStream()
                    .to("counts");
            changed.peek((key, value) -> {}).leftJoin(table, JOINER).to("left-joined");
            changed.toTable().toStream().to("table");
        });
        all.optimized(
                "optimized-single-repartition",
                builder -> stream(builder, "in")
                        .selectKey((key, value) -> value)
                        .filter((key, value) -> true)
                        .groupByKey()
                        .count(store("counts")));
        all.optimized("optimized-values-changed-in-between", builder -> {
            KStream<String, String> changed = stream(builder, "in").selectKey((key, value) -> value);
            changed.mapValues(value -> value).groupByKey().count();
            changed.groupByKey().count();
            changed.flatMapValues(value -> List.of(value)).groupByKey().count();
        });
        all.optimized("optimized-merge", builder -> {
            KStream<String, String> one = stream(builder, "a").selectKey((key, value) -> value);
            KStream<String, String> other = stream(builder, "b").selectKey((key, value) -> value);
            KStream<String, String> merged = one.merge(other);
            merged.groupByKey().count().toStream().to("counts");
            merged.groupByKey().reduce((left, right) -> left).toStream().to("reduced");
        });
        all.optimized(
                "optimized-chain-of-changes",
                builder -> stream(builder, "in")
                        .groupBy((key, value) -> value)
                        .count()
                        .toStream()
                        .selectKey((key, count) -> key)
                        .groupByKey()
                        .count()
                        .toStream()
                        .repartition()
                        .groupByKey()
                        .count());
        all.optimized("optimized-table-sources", builder -> {
            table(builder, "plain").toStream().to("out");
            builder.table("stored", store("stored")).toStream().to("out2");
            table(builder, "grouped")
                    .groupBy(Topologies::swapped)
                    .count()
                    .toStream()
                    .to("out3");
        });
    }
}
