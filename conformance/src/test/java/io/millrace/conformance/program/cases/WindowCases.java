package io.millrace.conformance.program.cases;

import io.millrace.conformance.program.Scenario;
import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.kstream.CogroupedKStream;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Merger;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.SessionWindowedCogroupedKStream;
import io.millrace.streams.kstream.SessionWindowedKStream;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.SlidingWindows;
import io.millrace.streams.kstream.TimeWindowedCogroupedKStream;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.kstream.UnlimitedWindows;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.StateStore;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serdes;

/** Sessions, sliding and unlimited windows, results that go on when windows close, streams aggregated together. */
public final class WindowCases {

    private static final Duration GAP = Duration.ofMillis(10);
    private static final Duration GRACE = Duration.ofMillis(20);
    private static final SessionWindows SESSIONS = SessionWindows.ofInactivityGapAndGrace(GAP, GRACE);
    private static final Merger<String, String> MERGER = (key, one, other) -> one + "|" + other;
    private static final Aggregator<String, String, String> ADDED = (key, value, sum) -> sum + value;
    private static final Aggregator<String, String, String> MARKED = (key, value, sum) -> sum + "*" + value;

    private static <V, S extends StateStore> Materialized<String, V, S> store(String name) {
        return Materialized.as(name);
    }

    /** Final results go on only as long as the store has them. */
    private static <V, S extends StateStore> Materialized<String, V, S> kept(String name) {
        Materialized<String, V, S> store = Materialized.as(name);
        return store.withRetention(Duration.ofHours(1));
    }

    private static void write(KTable<Windowed<String>, ?> table, String topic) {
        table.toStream((window, value) -> window.toString())
                .mapValues(value -> String.valueOf(value))
                .to(topic);
    }

    private static SessionWindowedKStream<String, String> sessions(Scenario it) {
        return it.stream("in").groupByKey().windowedBy(SESSIONS);
    }

    private static void pipeAllSorts(Scenario it, String topic) {
        it.pipe(topic, "a", "x", 100);
        it.pipe(topic, "a", "y", 105, "h", "1");
        it.pipe(topic, "a", null, 106);
        it.pipe(topic, null, "z", 107);
        it.pipe(topic, "b", "x", 100);
        it.pipe(topic, "b", "x", 100);
        it.pipe(topic, "a", "late", 90);
        it.pipe(topic, "a", "z", 130);
        it.pipe(topic, "a", "between", 116);
        it.pipe(topic, "b", "later", 300);
        it.pipe(topic, "a", "too late", 110);
    }

    void everySessionCount(Scenario it) {
        SessionWindowedKStream<String, String> sessions = sessions(it);
        write(sessions.count(), "out1");
        write(sessions.count(Named.as("named")), "out2");
        write(sessions.count(store("stored")), "out3");
        write(sessions.count(Named.as("both"), store("both-store")), "out4");
        pipeAllSorts(it, "in");
    }

    void everySessionReduce(Scenario it) {
        SessionWindowedKStream<String, String> sessions = sessions(it);
        write(sessions.reduce((a, b) -> a + b), "out1");
        write(sessions.reduce((a, b) -> a + b, Named.as("named")), "out2");
        write(sessions.reduce((a, b) -> a + b, store("stored")), "out3");
        write(sessions.reduce((a, b) -> a + b, Named.as("both"), store("both-store")), "out4");
        pipeAllSorts(it, "in");
    }

    void everySessionAggregate(Scenario it) {
        SessionWindowedKStream<String, String> sessions = sessions(it);
        write(sessions.aggregate(() -> "0", ADDED, MERGER), "out1");
        write(sessions.aggregate(() -> "0", ADDED, MERGER, Named.as("named")), "out2");
        write(sessions.aggregate(() -> "0", ADDED, MERGER, store("stored")), "out3");
        write(sessions.aggregate(() -> "0", ADDED, MERGER, Named.as("both"), store("both-store")), "out4");
        pipeAllSorts(it, "in");
    }

    void aSessionWhoseAggregateIsNullIsRemoved(Scenario it) {
        write(
                sessions(it).aggregate(() -> "", (key, value, sum) -> "y".equals(value) ? null : sum + value, MERGER),
                "out");
        pipeAllSorts(it, "in");
    }

    void recordsAroundTheGapAndTheGraceOfSessions(Scenario it) {
        write(sessions(it).count(kept("s")), "out");
        for (long time : new long[] {100, 110, 121, 111, 132, 89, 79, 162, 131, 132, 133, 163, 152, 173, 142, 143}) {
            it.pipe("in", "a", "x", time);
        }
    }

    void aLateRecordIsSavedByTheSessionThatItJoins(Scenario it) {
        write(sessions(it).reduce((a, b) -> a + b), "out");
        it.pipe("in", "a", "x", 100);
        it.pipe("in", "a", "y", 110);
        it.pipe("in", "b", "z", 139);
        it.pipe("in", "a", "late", 101);
        it.pipe("in", "a", "alone", 80);
    }

    void finalSessions(Scenario it) {
        write(sessions(it).emitStrategy(EmitStrategy.onWindowClose()).reduce((a, b) -> a + b, kept("final")), "out");
        pipeAllSorts(it, "in");
        it.pipe("in", "c", "end", 1000, "h", "2");
    }

    void finalWindows(Scenario it) {
        write(
                it.stream("in")
                        .groupByKey()
                        .windowedBy(TimeWindows.ofSizeAndGrace(GRACE, GAP).advanceBy(GAP))
                        .emitStrategy(EmitStrategy.onWindowClose())
                        .count(kept("final")),
                "out");
        pipeAllSorts(it, "in");
        it.pipe("in", "c", "end", 1000, "h", "2");
    }

    void finalSlidingWindows(Scenario it) {
        write(
                it.stream("in")
                        .groupByKey()
                        .windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(GAP, GRACE))
                        .emitStrategy(EmitStrategy.onWindowClose())
                        .reduce((a, b) -> a + b, kept("final")),
                "out");
        pipeAllSorts(it, "in");
        it.pipe("in", "c", "end", 1000, "h", "2");
    }

    void windowsThatCloseExactlyAtARecord(Scenario it) {
        write(
                it.stream("in")
                        .groupByKey()
                        .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMillis(100), Duration.ofMillis(50)))
                        .emitStrategy(EmitStrategy.onWindowClose())
                        .count(kept("final")),
                "out");
        for (long time : new long[] {0, 99, 149, 99, 150, 99, 249, 250, 251, 349, 350}) {
            it.pipe("in", "a", "x", time);
        }
    }

    void refusesFinalResultsOfUnlimitedWindows(Scenario it) {
        it.stream("in")
                .groupByKey()
                .windowedBy(UnlimitedWindows.of())
                .emitStrategy(EmitStrategy.onWindowClose())
                .count();
    }

    void slidingWindowsAroundTheirEdges(Scenario it) {
        write(
                it.stream("in")
                        .groupByKey()
                        .windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(GAP, GRACE))
                        .reduce((a, b) -> a + b, store("s")),
                "out");
        for (long time : new long[] {3, 0, 10, 11, 13, 14, 20, 21, 10, 35, 5, 4, 55, 24, 25, 26, 24}) {
            it.pipe("in", "a", String.valueOf(time % 10), time);
        }
        it.pipe("in", "a", null, 56);
        it.pipe("in", null, "x", 57);
    }

    void unlimitedWindowsFromTheirStart(Scenario it) {
        write(
                it.stream("in")
                        .groupByKey()
                        .windowedBy(UnlimitedWindows.of().startOn(Instant.ofEpochMilli(100)))
                        .reduce((a, b) -> a + b, store("s")),
                "out");
        for (long time : new long[] {99, 100, 101, 1_000_000, 100, 99}) {
            it.pipe("in", "a", "x", time);
        }
    }

    private static CogroupedKStream<String, String> cogrouped(Scenario it) {
        return it.stream("in")
                .groupByKey()
                .cogroup(ADDED)
                .cogroup(it.stream("other").groupBy((key, value) -> value), MARKED);
    }

    private static void pipeBoth(Scenario it) {
        it.pipe("other", "k", "a", 101);
        it.pipe("other", "k", null, 102);
        pipeAllSorts(it, "in");
        it.pipe("other", "k", "b", 320);
    }

    void everyCogroup(Scenario it) {
        it.set("default.value.serde", Serdes.StringSerde.class);
        CogroupedKStream<String, String> together = cogrouped(it);
        together.aggregate(() -> "0").toStream().to("out1");
        together.aggregate(() -> "0", Named.as("named")).toStream().to("out2");
        together.aggregate(() -> "0", store("stored")).toStream().to("out3");
        together.aggregate(() -> "0", Named.as("both"), store("both-store"))
                .toStream()
                .to("out4");
        pipeBoth(it);
    }

    void everyWindowedCogroup(Scenario it) {
        CogroupedKStream<String, String> together = cogrouped(it);
        TimeWindowedCogroupedKStream<String, String> windows =
                together.windowedBy(TimeWindows.ofSizeAndGrace(GRACE, GAP));
        write(windows.aggregate(() -> "0"), "out1");
        write(windows.aggregate(() -> "0", Named.as("named")), "out2");
        write(windows.aggregate(() -> "0", store("stored")), "out3");
        write(windows.aggregate(() -> "0", Named.as("both"), store("both-store")), "out4");
        pipeBoth(it);
    }

    void aCogroupInSlidingWindows(Scenario it) {
        write(
                cogrouped(it)
                        .windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(GAP, GRACE))
                        .aggregate(() -> "0", store("s")),
                "out");
        pipeBoth(it);
    }

    void everyCogroupOfSessions(Scenario it) {
        SessionWindowedCogroupedKStream<String, String> sessions = cogrouped(it).windowedBy(SESSIONS);
        write(sessions.aggregate(() -> "0", MERGER), "out1");
        write(sessions.aggregate(() -> "0", MERGER, Named.as("named")), "out2");
        write(sessions.aggregate(() -> "0", MERGER, store("stored")), "out3");
        write(sessions.aggregate(() -> "0", MERGER, Named.as("both"), store("both-store")), "out4");
        pipeBoth(it);
    }
}
