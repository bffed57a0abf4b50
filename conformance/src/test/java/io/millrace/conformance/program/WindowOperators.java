package io.millrace.conformance.program;

import static io.millrace.conformance.program.Kind.GROUPED_STREAM;
import static io.millrace.conformance.program.Kind.SESSION_STREAM;
import static io.millrace.conformance.program.Kind.WINDOWED_STREAM;
import static io.millrace.conformance.program.Kind.WINDOWED_TABLE;
import static io.millrace.conformance.program.Operator.on;

import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.SessionWindowedKStream;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.SlidingWindows;
import io.millrace.streams.kstream.UnlimitedWindows;
import io.millrace.streams.state.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/** Windows other than those of {@link AggregationOperators}, and when their results go on. */
final class WindowOperators {

    private static final List<Integer> NAME_AND_STORE = List.of(2, 2);

    static final List<Operator> ALL = List.of(
            on(List.of(GROUPED_STREAM), "slidingBy", WINDOWED_STREAM, List.of(3), WindowOperators::slidingBy),
            on(List.of(GROUPED_STREAM), "unlimitedBy", WINDOWED_STREAM, List.of(2), WindowOperators::unlimitedBy),
            on(List.of(GROUPED_STREAM), "sessionsBy", SESSION_STREAM, List.of(3), WindowOperators::sessionsBy),
            on(
                    List.of(WINDOWED_STREAM),
                    "emitOnClose",
                    WINDOWED_STREAM,
                    List.of(),
                    call -> call.windowedStream().emitStrategy(EmitStrategy.onWindowClose())),
            on(
                    List.of(SESSION_STREAM),
                    "sessionEmitOnClose",
                    SESSION_STREAM,
                    List.of(),
                    call -> call.sessionStream().emitStrategy(EmitStrategy.onWindowClose())),
            on(List.of(SESSION_STREAM), "sessionCount", WINDOWED_TABLE, NAME_AND_STORE, WindowOperators::count),
            on(List.of(SESSION_STREAM), "sessionReduce", WINDOWED_TABLE, NAME_AND_STORE, WindowOperators::reduce),
            on(
                    List.of(SESSION_STREAM),
                    "sessionAggregate",
                    WINDOWED_TABLE,
                    NAME_AND_STORE,
                    WindowOperators::aggregate));

    private WindowOperators() {}

    static SlidingWindows sliding(int choice) {
        return switch (choice) {
            case 0 -> SlidingWindows.ofTimeDifferenceWithNoGrace(Duration.ofMillis(60));
            case 1 -> SlidingWindows.ofTimeDifferenceAndGrace(Duration.ofMillis(60), Duration.ofMillis(100));
            default -> SlidingWindows.ofTimeDifferenceAndGrace(Duration.ofMillis(2000), Duration.ofMillis(30));
        };
    }

    static SessionWindows sessions(int choice) {
        return switch (choice) {
            case 0 -> SessionWindows.ofInactivityGapWithNoGrace(Duration.ofMillis(40));
            case 1 -> SessionWindows.ofInactivityGapAndGrace(Duration.ofMillis(40), Duration.ofMillis(150));
            default -> SessionWindows.ofInactivityGapAndGrace(Duration.ofMillis(1), Duration.ofMillis(60));
        };
    }

    private static Object slidingBy(Call call) {
        return call.groupedStream().windowedBy(sliding(call.choice(0)));
    }

    private static Object unlimitedBy(Call call) {
        UnlimitedWindows windows = UnlimitedWindows.of();
        return call.groupedStream()
                .windowedBy(call.choice(0) == 0 ? windows : windows.startOn(Instant.ofEpochMilli(1010)));
    }

    private static Object sessionsBy(Call call) {
        return call.groupedStream().windowedBy(sessions(call.choice(0)));
    }

    static <V> Materialized<String, V, SessionStore<Bytes, byte[]>> sessionStore(Call call) {
        Materialized<String, V, SessionStore<Bytes, byte[]>> store =
                call.choice(1) == 0 ? Materialized.with(null, null) : Materialized.as(call.name() + "-store");
        return call.kept(store);
    }

    private static Object count(Call call) {
        return call.choice(0) == 0
                ? call.sessionStream().count(sessionStore(call))
                : call.sessionStream().count(call.named(), sessionStore(call));
    }

    private static Object reduce(Call call) {
        SessionWindowedKStream<String, Object> sessions = call.sessionStream();
        return call.choice(0) == 0
                ? sessions.reduce(Values::combined, sessionStore(call))
                : sessions.reduce(Values::combined, call.named(), sessionStore(call));
    }

    private static Object aggregate(Call call) {
        SessionWindowedKStream<String, Object> sessions = call.sessionStream();
        return call.choice(0) == 0
                ? sessions.aggregate(
                        () -> "0",
                        (key, value, sum) -> Values.markedOrNull(sum, "," + value),
                        (key, one, other) -> Values.combined(one, other),
                        WindowOperators.<Object>sessionStore(call))
                : sessions.aggregate(
                        () -> "0",
                        (key, value, sum) -> Values.marked(sum, "," + value),
                        (key, one, other) -> Values.combined(one, other),
                        call.named(),
                        WindowOperators.<Object>sessionStore(call));
    }
}
