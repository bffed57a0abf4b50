package io.millrace.conformance.program.cases;

import io.millrace.conformance.program.Scenario;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.TimeWindowedKStream;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.WindowStore;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/** Aggregations of streams, in windows and without. */
public final class AggregationCases {

    private static Materialized<String, String, KeyValueStore<Bytes, byte[]>> store(String name) {
        return Materialized.as(name);
    }

    private static Materialized<String, String, WindowStore<Bytes, byte[]>> windows(String name) {
        return Materialized.as(name);
    }

    private static String or(String value) {
        return value == null ? "none" : value;
    }

    private static void pipeAllSorts(Scenario it) {
        it.pipe("in", "a", "x", 100);
        it.pipe("in", "a", "y", 90, "h", "1");
        it.pipe("in", null, "z", 110);
        it.pipe("in", "b", null, 110);
        it.pipe("in", "b", "x", 110);
        it.pipe("in", "b", "x", 110);
        it.pipe("in", "a", null, 120);
        it.pipe("in", "a", "x", 50);
    }

    void everyCount(Scenario it) {
        KGroupedStream<String, String> grouped = it.stream("in").groupByKey();
        grouped.count().toStream().to("out1");
        grouped.count(Named.as("named")).toStream().to("out2");
        grouped.count(Materialized.as("stored")).toStream().to("out3");
        grouped.count(Named.as("both"), Materialized.as("both-store"))
                .toStream()
                .to("out4");
        pipeAllSorts(it);
    }

    void everyReduce(Scenario it) {
        KGroupedStream<String, String> grouped = it.stream("in").groupByKey();
        grouped.reduce((a, b) -> a + b).toStream().to("out1");
        grouped.reduce((a, b) -> a + b, store("stored")).toStream().to("out2");
        grouped.reduce((a, b) -> a + b, Named.as("both"), store("both-store"))
                .toStream()
                .to("out3");
        pipeAllSorts(it);
    }

    void everyAggregate(Scenario it) {
        KGroupedStream<String, String> grouped = it.stream("in").groupByKey();
        grouped.aggregate(() -> "", (key, value, sum) -> sum + value).toStream().to("out1");
        grouped.aggregate(() -> "", (key, value, sum) -> sum + value, store("s"))
                .toStream()
                .to("out2");
        grouped.aggregate(() -> "", (key, value, sum) -> sum + value, Named.as("n"), store("ns"))
                .toStream()
                .to("out3");
        pipeAllSorts(it);
    }

    void anAggregateThatBecomesNullIsRemoved(Scenario it) {
        it.stream("in")
                .groupByKey()
                .aggregate(() -> "", (key, value, sum) -> value.equals("y") ? null : or(sum) + value, store("s"))
                .toStream()
                .to("out");
        pipeAllSorts(it);
    }

    void everyGroupBy(Scenario it) {
        it.stream("in").groupBy((key, value) -> value).count().toStream().to("out1");
        it.stream("in")
                .groupBy((key, value) -> value, Grouped.as("by-value"))
                .count()
                .toStream()
                .to("out2");
        it.stream("in")
                .groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
                .count()
                .toStream()
                .to("out3");
        it.stream("in")
                .selectKey((key, value) -> value)
                .groupByKey(Grouped.with("selected", Serdes.String(), Serdes.String()))
                .count()
                .toStream()
                .to("out4");
        pipeAllSorts(it);
    }

    void everyWindowedCount(Scenario it) {
        TimeWindowedKStream<String, String> windowed =
                it.stream("in").groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofMillis(50)));
        windowed.count().toStream((key, count) -> key.toString()).to("out1");
        windowed.count(Named.as("n")).toStream((key, count) -> key.toString()).to("out2");
        windowed.count(Materialized.as("s"))
                .toStream((key, count) -> key.toString())
                .to("out3");
        windowed.count(Named.as("ns"), Materialized.as("ns-s"))
                .toStream((key, count) -> key.toString(), Named.as("to"))
                .to("out4");
        pipeAllSorts(it);
    }

    void everyWindowedReduceAndAggregate(Scenario it) {
        TimeWindowedKStream<String, String> windowed = it.stream("in")
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMillis(50), Duration.ofMillis(20))
                        .advanceBy(Duration.ofMillis(20)));
        windowed.reduce((a, b) -> a + b)
                .toStream((key, value) -> key.toString())
                .to("out1");
        windowed.reduce((a, b) -> a + b, Named.as("r"))
                .toStream((key, value) -> key.toString())
                .to("out2");
        windowed.reduce((a, b) -> a + b, windows("rs"))
                .toStream((key, value) -> key.toString())
                .to("out3");
        windowed.reduce((a, b) -> a + b, Named.as("rn"), windows("rns"))
                .toStream((key, value) -> key.toString())
                .to("out4");
        windowed.aggregate(() -> "", (key, value, sum) -> sum + value)
                .toStream((key, v) -> key.toString())
                .to("out5");
        windowed.aggregate(() -> "", (key, value, sum) -> sum + value, Named.as("a"))
                .toStream((key, value) -> key.toString())
                .to("out6");
        windowed.aggregate(() -> "", (key, value, sum) -> sum + value, windows("as"))
                .toStream((key, value) -> key.toString())
                .to("out7");
        windowed.aggregate(() -> "", (key, value, sum) -> sum + value, Named.as("an"), windows("ans"))
                .toStream((key, value) -> key.toString())
                .to("out8");
        pipeAllSorts(it);
    }

    void recordsAroundTheEdgesOfAWindowAndItsGrace(Scenario it) {
        it.stream("in")
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMillis(100), Duration.ofMillis(50)))
                .count()
                .toStream((key, count) -> key.toString())
                .to("out");
        for (long time : new long[] {0, 99, 100, 149, 99, 150, 99, 0, 199, 249, 100, 199, 250, 199, 200}) {
            it.pipe("in", "a", "x", time);
        }
    }

    void recordsAroundTheEdgesOfHoppingWindows(Scenario it) {
        it.stream("in")
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMillis(30), Duration.ofMillis(10))
                        .advanceBy(Duration.ofMillis(10)))
                .count()
                .toStream((key, count) -> key.toString())
                .to("out");
        for (long time : new long[] {0, 9, 10, 29, 30, 19, 39, 40, 10, 9, 69, 30, 70, 31}) {
            it.pipe("in", "a", "x", time);
        }
    }

    void windowRetentionAndChangelogSettings(Scenario it) {
        Materialized<String, Long, WindowStore<Bytes, byte[]>> kept = Materialized.as("kept");
        it.stream("in")
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofMillis(100)))
                .count(kept.withRetention(Duration.ofHours(1)).withLoggingEnabled(Map.of("segment.ms", "1000")))
                .toStream((key, count) -> key.toString())
                .to("out");
        it.set("topic.min.insync.replicas", "2");
        pipeAllSorts(it);
    }

    void materializedWithEverything(Scenario it) {
        Materialized<String, String, KeyValueStore<Bytes, byte[]>> all =
                Materialized.as(Stores.inMemoryKeyValueStore("m"));
        it.stream("in")
                .groupByKey()
                .reduce(
                        (a, b) -> b,
                        all.withCachingDisabled().withLoggingDisabled().withKeySerde(Serdes.String()))
                .toStream()
                .to("out");
        pipeAllSorts(it);
    }

    void twoAggregationsAfterOneChangedKey(Scenario it) {
        KGroupedStream<String, String> grouped = it.stream("in").groupBy((key, value) -> or(value));
        grouped.count().toStream().to("out1");
        grouped.reduce((a, b) -> a + b).toStream().to("out2");
        pipeAllSorts(it);
    }

    void refusesARetentionShorterThanTheWindow(Scenario it) {
        Materialized<String, Long, WindowStore<Bytes, byte[]>> kept = Materialized.as("kept");
        it.stream("in")
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofMillis(100)))
                .count(kept.withRetention(Duration.ofMillis(10)));
    }

    void refusesAHopLongerThanTheWindow(Scenario it) {
        TimeWindows.ofSizeWithNoGrace(Duration.ofMillis(100)).advanceBy(Duration.ofMillis(101));
    }

    void refusesANegativeGrace(Scenario it) {
        TimeWindows.ofSizeAndGrace(Duration.ofMillis(100), Duration.ofMillis(-1));
    }
}
