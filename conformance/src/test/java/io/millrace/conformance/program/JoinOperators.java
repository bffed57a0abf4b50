package io.millrace.conformance.program;

import static io.millrace.conformance.program.Kind.GLOBAL_TABLE;
import static io.millrace.conformance.program.Kind.STREAM;
import static io.millrace.conformance.program.Kind.TABLE;
import static io.millrace.conformance.program.Kind.WINDOWED_TABLE;
import static io.millrace.conformance.program.Operator.on;

import io.millrace.streams.kstream.GlobalKTable;
import io.millrace.streams.kstream.JoinWindows;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.StreamJoined;
import io.millrace.streams.kstream.Suppressed;
import io.millrace.streams.kstream.Suppressed.BufferConfig;
import io.millrace.streams.kstream.TableJoined;
import io.millrace.streams.state.KeyValueStore;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/** Joins of two streams, of two tables, with global tables; suppression. Choice 0 is whether a name is given. */
final class JoinOperators {

    static final List<Operator> ALL = List.of(
            on(List.of(STREAM, STREAM), "streamJoin", STREAM, List.of(2, 3, 4), JoinOperators::streamJoin),
            on(List.of(), "globalTable", GLOBAL_TABLE, List.of(1, 1), JoinOperators::globalTable),
            on(List.of(STREAM, GLOBAL_TABLE), "globalJoin", STREAM, List.of(2, 2, 2), JoinOperators::globalJoin),
            on(List.of(TABLE, TABLE), "tableJoin", TABLE, List.of(2, 2, 3), JoinOperators::tableJoin),
            on(List.of(TABLE, TABLE), "foreignKeyJoin", TABLE, List.of(2, 2, 2), JoinOperators::foreignKeyJoin),
            on(List.of(TABLE), "suppressUntilTime", TABLE, List.of(2, 3), JoinOperators::suppressUntilTime),
            on(
                    List.of(WINDOWED_TABLE),
                    "suppressUntilClosed",
                    WINDOWED_TABLE,
                    List.of(2),
                    JoinOperators::suppressUntilClosed));

    private JoinOperators() {}

    private static Object streamJoin(Call call) {
        KStream<String, Object> left = call.stream(0);
        KStream<String, Object> right = call.stream(1);
        JoinWindows windows = switch (call.choice(2)) {
            case 0 -> JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofMillis(50));
            case 1 -> JoinWindows.ofTimeDifferenceAndGrace(Duration.ofMillis(50), Duration.ofMillis(40));
            case 2 ->
                JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofMillis(50)).after(Duration.ZERO);
            default ->
                JoinWindows.ofTimeDifferenceAndGrace(Duration.ofMillis(20), Duration.ofMillis(10))
                        .before(Duration.ofMillis(80));
        };
        StreamJoined<String, Object, Object> joined = call.choice(0) == 0
                ? StreamJoined.with(null, null, null)
                : StreamJoined.<String, Object, Object>as(call.name() + "-store")
                        .withName(call.name());
        return switch (call.choice(1)) {
            case 0 -> left.join(right, Values::combined, windows, joined);
            case 1 -> left.leftJoin(right, Values::combined, windows, joined);
            default -> left.outerJoin(right, Values::combined, windows, joined);
        };
    }

    private static Object globalTable(Call call) {
        return call.builder().<String, Object>globalTable("global1");
    }

    private static Object globalJoin(Call call) {
        GlobalKTable<String, Object> table = call.globalTable();
        KStream<String, Object> stream = call.stream(0);
        if (call.choice(1) == 0) {
            return call.choice(0) == 0
                    ? stream.join(table, (key, value) -> key(call, key, value), Values::combined)
                    : stream.join(table, (key, value) -> key(call, key, value), Values::combined, call.named());
        }
        return call.choice(0) == 0
                ? stream.leftJoin(table, (key, value) -> key(call, key, value), Values::combined)
                : stream.leftJoin(table, (key, value) -> key(call, key, value), Values::combined, call.named());
    }

    private static String key(Call call, String key, Object value) {
        return call.choice(2) == 0 ? key : Values.otherKeyOrNull(value);
    }

    private static Materialized<String, Object, KeyValueStore<Bytes, byte[]>> store(Call call) {
        return Materialized.as(call.name() + "-store");
    }

    private static Object tableJoin(Call call) {
        KTable<String, Object> left = call.table(0);
        KTable<String, Object> right = call.table(1);
        if (call.choice(1) == 0) {
            return switch (call.choice(2)) {
                case 0 ->
                    call.choice(0) == 0
                            ? left.join(right, Values::combined)
                            : left.join(right, Values::combined, call.named());
                case 1 ->
                    call.choice(0) == 0
                            ? left.leftJoin(right, Values::combined)
                            : left.leftJoin(right, Values::combined, call.named());
                default ->
                    call.choice(0) == 0
                            ? left.outerJoin(right, Values::combined)
                            : left.outerJoin(right, Values::combined, call.named());
            };
        }
        return switch (call.choice(2)) {
            case 0 ->
                call.choice(0) == 0
                        ? left.join(right, Values::combined, store(call))
                        : left.join(right, Values::combined, call.named(), store(call));
            case 1 ->
                call.choice(0) == 0
                        ? left.leftJoin(right, Values::combined, store(call))
                        : left.leftJoin(right, Values::combined, call.named(), store(call));
            default ->
                call.choice(0) == 0
                        ? left.outerJoin(right, Values::combined, store(call))
                        : left.outerJoin(right, Values::combined, call.named(), store(call));
        };
    }

    private static Object foreignKeyJoin(Call call) {
        KTable<String, Object> left = call.table(0);
        KTable<String, Object> right = call.table(1);
        TableJoined<String, String> joined =
                call.choice(0) == 0 ? TableJoined.with(null, null) : TableJoined.as(call.name());
        if (call.choice(2) == 0) {
            return call.choice(1) == 0
                    ? left.join(right, Values::foreignKey, Values::combined, joined)
                    : left.join(right, Values::foreignKey, Values::combined, joined, store(call));
        }
        return call.choice(1) == 0
                ? left.leftJoin(right, Values::foreignKey, Values::combined, joined)
                : left.leftJoin(right, Values::foreignKey, Values::combined, joined, store(call));
    }

    private static Object suppressUntilTime(Call call) {
        Suppressed<String> suppressed = switch (call.choice(1)) {
            case 0 -> Suppressed.untilTimeLimit(Duration.ofMillis(100), BufferConfig.unbounded());
            case 1 -> Suppressed.untilTimeLimit(Duration.ofMillis(100), BufferConfig.maxRecords(1));
            default -> Suppressed.untilTimeLimit(Duration.ZERO, BufferConfig.unbounded());
        };
        return call.table()
                .suppress(call.choice(0) == 0 ? suppressed : suppressed.withName(call.name() + "-suppressed"));
    }

    private static Object suppressUntilClosed(Call call) {
        return call.choice(0) == 0
                ? call.windowedTable().suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
                : call.windowedTable()
                        .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded())
                                .withName(call.name() + "-suppressed"));
    }
}
