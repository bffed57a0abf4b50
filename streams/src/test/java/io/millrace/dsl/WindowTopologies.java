package io.millrace.dsl;

import static io.millrace.dsl.Topologies.store;
import static io.millrace.dsl.Topologies.stream;
import static io.millrace.dsl.Topologies.unnamed;

import io.millrace.streams.kstream.CogroupedKStream;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.SessionWindowedCogroupedKStream;
import io.millrace.streams.kstream.SessionWindowedKStream;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.SlidingWindows;
import io.millrace.streams.kstream.TimeWindowedCogroupedKStream;
import io.millrace.streams.kstream.TimeWindowedKStream;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.kstream.UnlimitedWindows;
import io.millrace.streams.processor.StateStore;
import java.time.Duration;

/** Aggregations by session and by other windows than those of fixed starts, and of several streams. */
final class WindowTopologies {

    private static final SessionWindows SESSIONS = SessionWindows.ofInactivityGapWithNoGrace(Duration.ofMinutes(5));
    private static final SlidingWindows SLIDING =
            SlidingWindows.ofTimeDifferenceAndGrace(Duration.ofMinutes(5), Duration.ofMinutes(1));
    private static final TimeWindows TUMBLING = TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(1));

    private WindowTopologies() {}

    static void addTo(Topologies all) {
        sessions(all);
        sliding(all);
        cogroups(all);
        windowedCogroups(all);
    }

    private static void sessions(Topologies all) {
        all.dsl("session-every-count", builder -> {
            SessionWindowedKStream<String, String> windowed =
                    stream(builder, "in").groupByKey().windowedBy(SESSIONS);
            windowed.count().toStream().to("out");
            windowed.count(Named.as("counter")).toStream().to("out");
            windowed.count(named("counts")).toStream().to("out");
            windowed.count(Materialized.with(null, null)).toStream().to("out");
            windowed.count(Named.as("counter2"), named("counts2")).toStream().to("out");
        });
        all.dsl("session-every-reduce", builder -> {
            SessionWindowedKStream<String, String> windowed =
                    stream(builder, "in").groupBy((key, value) -> value).windowedBy(SESSIONS);
            windowed.reduce((one, other) -> one).toStream().to("out");
            windowed.reduce((one, other) -> one, Named.as("reducer")).toStream().to("out");
            windowed.reduce((one, other) -> one, named("reduced")).toStream().to("out");
            windowed.reduce((one, other) -> one, Named.as("reducer2"), named("reduced2"));
        });
        all.dsl("session-every-aggregate", builder -> {
            SessionWindowedKStream<String, String> windowed = stream(builder, "in")
                    .groupBy((key, value) -> value, Grouped.as("grouping"))
                    .windowedBy(SESSIONS)
                    .emitStrategy(EmitStrategy.onWindowClose());
            windowed.aggregate(() -> "", (key, value, sum) -> sum, (key, one, other) -> one)
                    .toStream()
                    .to("out");
            windowed.aggregate(() -> "", (key, value, sum) -> sum, (key, one, other) -> one, Named.as("adder"));
            windowed.aggregate(() -> "", (key, value, sum) -> sum, (key, one, other) -> one, named("sums"));
            windowed.aggregate(
                    () -> "", (key, value, sum) -> sum, (key, one, other) -> one, Named.as("adder2"), named("sums2"));
        });
    }

    private static void sliding(Topologies all) {
        all.dsl("sliding-every-count", builder -> {
            TimeWindowedKStream<String, String> windowed =
                    stream(builder, "in").groupByKey().windowedBy(SLIDING);
            windowed.count().toStream().to("out");
            windowed.count(Named.as("counter")).toStream().to("out");
            windowed.count(named("counts")).toStream().to("out");
            windowed.count(Materialized.with(null, null)).toStream().to("out");
            windowed.count(Named.as("counter2"), named("counts2")).toStream().to("out");
        });
        all.dsl("sliding-reduce-and-aggregate", builder -> {
            TimeWindowedKStream<String, String> windowed = stream(builder, "in")
                    .groupBy((key, value) -> value)
                    .windowedBy(SLIDING)
                    .emitStrategy(EmitStrategy.onWindowClose());
            windowed.reduce((one, other) -> one).toStream().to("out");
            windowed.reduce((one, other) -> one, Named.as("reducer"), named("reduced"));
            windowed.aggregate(() -> "", (key, value, sum) -> sum).toStream().to("out");
            windowed.aggregate(() -> "", (key, value, sum) -> sum, Named.as("adder"), named("sums"));
        });
        all.dsl(
                "unlimited-count",
                builder -> stream(builder, "in")
                        .groupByKey()
                        .windowedBy(UnlimitedWindows.of())
                        .count()
                        .toStream()
                        .to("out"));
    }

    private static void cogroups(Topologies all) {
        all.dsl("cogroup-every-aggregate", builder -> {
            CogroupedKStream<String, String> cogrouped = cogrouped(
                    stream(builder, "in1").groupByKey(), stream(builder, "in2").groupByKey());
            cogrouped.aggregate(() -> "").toStream().to("out");
            cogrouped.aggregate(() -> "", Named.as("both")).toStream().to("out");
            cogrouped.aggregate(() -> "", store("sums")).toStream().to("out");
            cogrouped.aggregate(() -> "", unnamed()).toStream().to("out");
            cogrouped.aggregate(() -> "", Named.as("both2"), store("sums2"));
        });
        all.dsl("cogroup-after-changed-keys", builder -> {
            CogroupedKStream<String, String> cogrouped = cogrouped(
                    stream(builder, "in1").groupBy((key, value) -> value),
                    stream(builder, "in2").groupBy((key, value) -> value, Grouped.as("grouping")));
            cogrouped.aggregate(() -> "").toStream().to("out");
            cogrouped.aggregate(() -> "", store("sums")).toStream().to("out");
            cogrouped.windowedBy(TUMBLING).aggregate(() -> "").toStream().to("out");
        });
        all.dsl(
                "cogroup-of-one-changed-key",
                builder -> cogrouped(
                                stream(builder, "in1").groupByKey(),
                                stream(builder, "in2").groupBy((key, value) -> value))
                        .aggregate(() -> "", store("sums"))
                        .filter((key, value) -> true)
                        .toStream()
                        .to("out"));
        all.dsl("cogroup-joined", builder -> {
            var sums = cogrouped(
                            stream(builder, "in1").groupByKey(),
                            stream(builder, "in2").groupByKey())
                    .aggregate(() -> "");
            stream(builder, "in3").join(sums, (one, other) -> one).to("out");
        });
    }

    private static void windowedCogroups(Topologies all) {
        all.dsl("cogroup-every-window", builder -> {
            CogroupedKStream<String, String> cogrouped = cogrouped(
                    stream(builder, "in1").groupByKey(), stream(builder, "in2").groupByKey());
            TimeWindowedCogroupedKStream<String, String> tumbling = cogrouped.windowedBy(TUMBLING);
            tumbling.aggregate(() -> "").toStream().to("out");
            tumbling.aggregate(() -> "", Named.as("tumbling"));
            tumbling.aggregate(() -> "", named("tumbling-sums"));
            tumbling.aggregate(() -> "", Named.as("tumbling2"), named("tumbling-sums2"));
            cogrouped.windowedBy(SLIDING).aggregate(() -> "").toStream().to("out");
            SessionWindowedCogroupedKStream<String, String> sessions = cogrouped.windowedBy(SESSIONS);
            sessions.aggregate(() -> "", (key, one, other) -> one).toStream().to("out");
            sessions.aggregate(() -> "", (key, one, other) -> one, Named.as("sessions"));
            sessions.aggregate(() -> "", (key, one, other) -> one, named("session-sums"));
            sessions.aggregate(() -> "", (key, one, other) -> one, Named.as("sessions2"), named("session-sums2"));
        });
    }

    private static CogroupedKStream<String, String> cogrouped(
            KGroupedStream<String, String> first, KGroupedStream<String, String> second) {
        return first.<String>cogroup((key, value, sum) -> sum).cogroup(second, (key, value, sum) -> sum);
    }

    private static <V, S extends StateStore> Materialized<String, V, S> named(String name) {
        return Materialized.as(name);
    }
}
