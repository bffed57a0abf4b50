package io.millrace.dsl;

import static io.millrace.dsl.Topologies.store;
import static io.millrace.dsl.Topologies.stream;
import static io.millrace.dsl.Topologies.unnamed;

import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.TimeWindowedKStream;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.state.WindowStore;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/** Aggregations of streams, with and without windows. */
final class AggregationTopologies {

    private AggregationTopologies() {}

    static void addTo(Topologies all) {
        counts(all);
        reducesAndAggregates(all);
        groupings(all);
        windows(all);
    }

    private static void counts(Topologies all) {
        all.dsl(
                "word-count",
                builder -> stream(builder, "lines")
                        .flatMapValues(line -> List.of(line.split(" ")))
                        .groupBy((key, word) -> word)
                        .count()
                        .toStream()
                        .to("counts"));
        all.dsl("groupByKey-every-count", builder -> {
            KGroupedStream<String, String> grouped = stream(builder, "in").groupByKey();
            grouped.count().toStream().to("out");
            grouped.count(Named.as("counter")).toStream().to("out");
            grouped.count(store("counts")).toStream().to("out");
            grouped.count(unnamed()).toStream().to("out");
            grouped.count(Named.as("counter2"), store("counts2")).toStream().to("out");
            grouped.count(Named.as("counter3"), unnamed()).toStream().to("out");
            grouped.count(Materialized.as(Materialized.StoreType.IN_MEMORY))
                    .toStream()
                    .to("out");
            grouped.count(Topologies.<Long>store("variant")
                            .withCachingDisabled()
                            .withLoggingDisabled())
                    .toStream()
                    .to("out");
        });
    }

    private static void reducesAndAggregates(Topologies all) {
        all.dsl("groupByKey-every-reduce", builder -> {
            KGroupedStream<String, String> grouped = stream(builder, "in").groupByKey();
            grouped.reduce((one, other) -> one).toStream().to("out");
            grouped.reduce((one, other) -> one, store("reduced")).toStream().to("out");
            grouped.reduce((one, other) -> one, unnamed()).toStream().to("out");
            grouped.reduce((one, other) -> one, Named.as("reducer"), store("reduced2"))
                    .toStream()
                    .to("out");
        });
        all.dsl("groupBy-every-aggregate", builder -> {
            KGroupedStream<String, String> grouped = stream(builder, "in").groupBy((key, value) -> value);
            grouped.aggregate(() -> "", (key, value, sum) -> sum).toStream().to("out");
            grouped.aggregate(() -> "", (key, value, sum) -> sum, store("sums"))
                    .toStream()
                    .to("out");
            grouped.aggregate(() -> "", (key, value, sum) -> sum, unnamed())
                    .toStream()
                    .to("out");
            grouped.aggregate(() -> "", (key, value, sum) -> sum, Named.as("adder"), store("sums2"))
                    .toStream()
                    .to("out");
        });
    }

    private static void groupings(Topologies all) {
        all.dsl(
                "groupBy-named",
                builder -> stream(builder, "in")
                        .groupBy((key, value) -> value, Grouped.as("grouping"))
                        .count()
                        .toStream()
                        .to("out"));
        all.dsl("groupBy-named-shared", builder -> {
            KGroupedStream<String, String> grouped =
                    stream(builder, "in").groupBy((key, value) -> value, Grouped.as("grouping"));
            grouped.count().toStream().to("counts");
            grouped.reduce((one, other) -> one).toStream().to("reduced");
            grouped.windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofSeconds(1)))
                    .count()
                    .toStream()
                    .to("windows");
        });
        all.dsl(
                "groupBy-named-like-a-generated-name",
                builder -> stream(builder, "in")
                        .groupBy((key, value) -> value, Grouped.as("KSTREAM-MINE-0000000099"))
                        .count());
        all.dsl("groupBy-shared-without-name", builder -> {
            KGroupedStream<String, String> grouped = stream(builder, "in").groupBy((key, value) -> value);
            grouped.count().toStream().to("counts");
            grouped.reduce((one, other) -> one, store("reduced")).toStream().to("reduced");
        });
        all.dsl("groupByKey-after-changed-key", builder -> {
            KStream<String, String> changed = stream(builder, "in").map(Topologies::swapped);
            changed.groupByKey().count();
            changed.groupByKey(Grouped.as("grouping")).count();
            changed.groupByKey(Grouped.with(Serdes.String(), Serdes.String())).count(store("counts"));
        });
        all.dsl(
                "groupByKey-after-process",
                builder -> stream(builder, "in")
                        .flatMap((key, value) -> List.of(Topologies.swapped(key, value)))
                        .filter((key, value) -> true)
                        .mapValues(value -> value)
                        .groupByKey()
                        .aggregate(() -> "", (key, value, sum) -> sum)
                        .mapValues(value -> value)
                        .toStream()
                        .groupByKey()
                        .count());
    }

    private static void windows(Topologies all) {
        TimeWindows tumbling = TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(1));
        TimeWindows hopping = TimeWindows.ofSizeAndGrace(Duration.ofMinutes(5), Duration.ofMinutes(1))
                .advanceBy(Duration.ofMinutes(1));
        all.dsl("window-every-count", builder -> {
            TimeWindowedKStream<String, String> windowed =
                    stream(builder, "in").groupByKey().windowedBy(tumbling);
            windowed.count().toStream().to("out");
            windowed.count(Named.as("counter")).toStream().to("out");
            windowed.count(windowStore("counts")).toStream().to("out");
            windowed.count(Materialized.with(null, null)).toStream().to("out");
            windowed.count(Named.as("counter2"), windowStore("counts2"))
                    .toStream()
                    .to("out");
        });
        all.dsl("window-every-reduce", builder -> {
            TimeWindowedKStream<String, String> windowed =
                    stream(builder, "in").groupBy((key, value) -> value).windowedBy(hopping);
            windowed.reduce((one, other) -> one).toStream().to("out");
            windowed.reduce((one, other) -> one, Named.as("reducer")).toStream().to("out");
            windowed.reduce((one, other) -> one, windowStore("reduced"))
                    .toStream()
                    .to("out");
            windowed.reduce((one, other) -> one, Named.as("reducer2"), windowStore("reduced2"))
                    .toStream()
                    .to("out");
        });
        all.dsl("window-every-aggregate", builder -> {
            TimeWindowedKStream<String, String> windowed = stream(builder, "in")
                    .groupBy((key, value) -> value, Grouped.as("grouping"))
                    .windowedBy(hopping);
            windowed.aggregate(() -> "", (key, value, sum) -> sum).toStream().to("out");
            windowed.aggregate(() -> "", (key, value, sum) -> sum, Named.as("adder"))
                    .toStream()
                    .to("out");
            windowed.aggregate(() -> "", (key, value, sum) -> sum, windowStore("sums"))
                    .toStream()
                    .to("out");
            windowed.aggregate(() -> "", (key, value, sum) -> sum, Named.as("adder2"), windowStore("sums2"))
                    .toStream()
                    .to("out");
        });
        all.dsl(
                "window-result-as-stream",
                builder -> stream(builder, "in")
                        .groupByKey()
                        .windowedBy(hopping)
                        .count(windowStore("counts"))
                        .filter((window, count) -> count > 10)
                        .toStream((window, count) -> window.key())
                        .groupByKey()
                        .count());
        all.dsl("word-count-in-total-and-in-windows", builder -> {
            KGroupedStream<String, String> words = stream(builder, "lines")
                    .flatMapValues(line -> List.of(line.split(" ")))
                    .groupBy((key, word) -> word, Grouped.with("words", Serdes.String(), Serdes.String()));
            words.count(store("totals")).toStream().to("totals");
            words.windowedBy(tumbling)
                    .count(windowStore("per-minute"))
                    .toStream()
                    .to("per-minute");
        });
    }

    private static <V> Materialized<String, V, WindowStore<Bytes, byte[]>> windowStore(String name) {
        return Materialized.as(name);
    }
}
