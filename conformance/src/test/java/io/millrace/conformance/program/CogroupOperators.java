package io.millrace.conformance.program;

import static io.millrace.conformance.program.Kind.COGROUPED;
import static io.millrace.conformance.program.Kind.GROUPED_STREAM;
import static io.millrace.conformance.program.Kind.SESSION_COGROUPED;
import static io.millrace.conformance.program.Kind.TABLE;
import static io.millrace.conformance.program.Kind.WINDOWED_COGROUPED;
import static io.millrace.conformance.program.Kind.WINDOWED_TABLE;
import static io.millrace.conformance.program.Operator.on;

import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Merger;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.SessionStore;
import io.millrace.streams.state.WindowStore;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/** Several streams aggregated into one table. Choice 0 is whether a name is given, choice 1 whether a store is. */
final class CogroupOperators {

    private static final List<Integer> NAME_AND_STORE = List.of(2, 2);

    static final List<Operator> ALL = List.of(
            on(
                    List.of(GROUPED_STREAM),
                    "cogroup",
                    COGROUPED,
                    List.of(),
                    call -> call.groupedStream().cogroup(appended("+"))),
            on(
                    List.of(COGROUPED, GROUPED_STREAM),
                    "cogroupWith",
                    COGROUPED,
                    List.of(),
                    call -> call.cogrouped().cogroup(call.groupedStream(1), appended("*"))),
            on(List.of(COGROUPED), "cogroupAggregate", TABLE, NAME_AND_STORE, CogroupOperators::aggregate),
            on(List.of(COGROUPED), "cogroupWindowedBy", WINDOWED_COGROUPED, List.of(3), CogroupOperators::windowedBy),
            on(
                    List.of(WINDOWED_COGROUPED),
                    "windowCogroupAggregate",
                    WINDOWED_TABLE,
                    NAME_AND_STORE,
                    CogroupOperators::windowAggregate),
            on(
                    List.of(COGROUPED),
                    "cogroupSessionsBy",
                    SESSION_COGROUPED,
                    List.of(3),
                    call -> call.cogrouped().windowedBy(WindowOperators.sessions(call.choice(0)))),
            on(
                    List.of(SESSION_COGROUPED),
                    "sessionCogroupAggregate",
                    WINDOWED_TABLE,
                    NAME_AND_STORE,
                    CogroupOperators::sessionAggregate));

    private CogroupOperators() {}

    private static Aggregator<String, Object, Object> appended(String mark) {
        return (key, value, sum) -> Values.marked(sum, mark + value);
    }

    private static Object aggregate(Call call) {
        Materialized<String, Object, KeyValueStore<Bytes, byte[]>> store = Materialized.as(call.name() + "-store");
        if (call.choice(1) == 0) {
            return call.choice(0) == 0
                    ? call.cogrouped().aggregate(() -> "0")
                    : call.cogrouped().aggregate(() -> "0", call.named());
        }
        return call.choice(0) == 0
                ? call.cogrouped().aggregate(() -> "0", store)
                : call.cogrouped().aggregate(() -> "0", call.named(), store);
    }

    private static Object windowedBy(Call call) {
        Duration size = Duration.ofMillis(100);
        return switch (call.choice(0)) {
            case 0 -> call.cogrouped().windowedBy(TimeWindows.ofSizeWithNoGrace(size));
            case 1 ->
                call.cogrouped()
                        .windowedBy(TimeWindows.ofSizeAndGrace(size, Duration.ofMillis(50))
                                .advanceBy(Duration.ofMillis(50)));
            default -> call.cogrouped().windowedBy(WindowOperators.sliding(1));
        };
    }

    private static Object windowAggregate(Call call) {
        Materialized<String, Object, WindowStore<Bytes, byte[]>> store = Materialized.as(call.name() + "-store");
        if (call.choice(1) == 0) {
            return call.choice(0) == 0
                    ? call.windowedCogrouped().aggregate(() -> "0")
                    : call.windowedCogrouped().aggregate(() -> "0", call.named());
        }
        return call.choice(0) == 0
                ? call.windowedCogrouped().aggregate(() -> "0", store)
                : call.windowedCogrouped().aggregate(() -> "0", call.named(), store);
    }

    private static Object sessionAggregate(Call call) {
        Materialized<String, Object, SessionStore<Bytes, byte[]>> store = Materialized.as(call.name() + "-store");
        Merger<String, Object> merger = (key, one, other) -> Values.combined(one, other);
        if (call.choice(1) == 0) {
            return call.choice(0) == 0
                    ? call.sessionCogrouped().aggregate(() -> "0", merger)
                    : call.sessionCogrouped().aggregate(() -> "0", merger, call.named());
        }
        return call.choice(0) == 0
                ? call.sessionCogrouped().aggregate(() -> "0", merger, store)
                : call.sessionCogrouped().aggregate(() -> "0", merger, call.named(), store);
    }
}
