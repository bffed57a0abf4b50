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
import io.millrace.streams.kstream.KeyValueMapper;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.StreamJoined;
import io.millrace.streams.kstream.Suppressed;
import io.millrace.streams.kstream.Suppressed.BufferConfig;
import io.millrace.streams.kstream.Suppressed.StrictBufferConfig;
import io.millrace.streams.kstream.TableJoined;
import io.millrace.streams.kstream.ValueJoiner;
import io.millrace.streams.kstream.ValueJoinerWithKey;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.state.KeyValueStore;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;

/** Joins of two streams, of two tables, with global tables; suppression. Choice 0 is whether a name is given. */
final class JoinOperators {

    static final List<Operator> ALL = List.of(
            on(List.of(STREAM, STREAM), "streamJoin", STREAM, List.of(2, 3, 4), JoinOperators::streamJoin),
            on(List.of(), "globalTable", GLOBAL_TABLE, List.of(1, 1), JoinOperators::globalTable),
            on(List.of(STREAM, GLOBAL_TABLE), "globalJoin", STREAM, List.of(2, 2, 2, 2), JoinOperators::globalJoin),
            on(List.of(TABLE, TABLE), "tableJoin", TABLE, List.of(2, 2, 3), JoinOperators::tableJoin),
            on(List.of(TABLE, TABLE), "foreignKeyJoin", TABLE, List.of(2, 2, 2, 2, 2), JoinOperators::foreignKeyJoin),
            on(List.of(TABLE), "suppressUntilTime", TABLE, List.of(2, 7), JoinOperators::suppressUntilTime),
            on(
                    List.of(WINDOWED_TABLE),
                    "suppressUntilClosed",
                    WINDOWED_TABLE,
                    List.of(2, 3),
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
        KeyValueMapper<String, Object, String> mapper = (key, value) -> key(call, key, value);
        boolean left = call.choice(1) == 1;
        if (call.choice(3) == 0) {
            ValueJoiner<Object, Object, Object> joiner = Values::combined;
            if (call.choice(0) == 0) {
                return left ? stream.leftJoin(table, mapper, joiner) : stream.join(table, mapper, joiner);
            }
            return left
                    ? stream.leftJoin(table, mapper, joiner, call.named())
                    : stream.join(table, mapper, joiner, call.named());
        }
        ValueJoinerWithKey<String, Object, Object, Object> joiner =
                (key, value, other) -> Values.combined(Values.marked(value, key), other);
        if (call.choice(0) == 0) {
            return left ? stream.leftJoin(table, mapper, joiner) : stream.join(table, mapper, joiner);
        }
        return left
                ? stream.leftJoin(table, mapper, joiner, call.named())
                : stream.join(table, mapper, joiner, call.named());
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
        boolean left = call.choice(2) == 1;
        return call.choice(3) == 0
                ? byValue(call, left, Values::foreignKey)
                : byKeyAndValue(call, left, (key, value) -> Values.foreignKey(key + value));
    }

    private static boolean isJoined(Call call) {
        return call.choice(0) == 1 || call.choice(4) == 0;
    }

    private static TableJoined<String, String> tableJoined(Call call) {
        return call.choice(0) == 0 ? TableJoined.with(null, null) : TableJoined.as(call.name());
    }

    private static Object byValue(Call call, boolean left, Function<Object, String> foreignKey) {
        KTable<String, Object> one = call.table(0);
        KTable<String, Object> other = call.table(1);
        ValueJoiner<Object, Object, Object> joiner = Values::combined;
        if (call.choice(1) == 0) {
            if (!isJoined(call)) {
                return left ? one.leftJoin(other, foreignKey, joiner) : one.join(other, foreignKey, joiner);
            }
            return left
                    ? one.leftJoin(other, foreignKey, joiner, tableJoined(call))
                    : one.join(other, foreignKey, joiner, tableJoined(call));
        }
        if (!isJoined(call)) {
            return left
                    ? one.leftJoin(other, foreignKey, joiner, store(call))
                    : one.join(other, foreignKey, joiner, store(call));
        }
        return left
                ? one.leftJoin(other, foreignKey, joiner, tableJoined(call), store(call))
                : one.join(other, foreignKey, joiner, tableJoined(call), store(call));
    }

    private static Object byKeyAndValue(Call call, boolean left, BiFunction<String, Object, String> foreignKey) {
        KTable<String, Object> one = call.table(0);
        KTable<String, Object> other = call.table(1);
        ValueJoiner<Object, Object, Object> joiner = Values::combined;
        if (call.choice(1) == 0) {
            if (!isJoined(call)) {
                return left ? one.leftJoin(other, foreignKey, joiner) : one.join(other, foreignKey, joiner);
            }
            return left
                    ? one.leftJoin(other, foreignKey, joiner, tableJoined(call))
                    : one.join(other, foreignKey, joiner, tableJoined(call));
        }
        if (!isJoined(call)) {
            return left
                    ? one.leftJoin(other, foreignKey, joiner, store(call))
                    : one.join(other, foreignKey, joiner, store(call));
        }
        return left
                ? one.leftJoin(other, foreignKey, joiner, tableJoined(call), store(call))
                : one.join(other, foreignKey, joiner, tableJoined(call), store(call));
    }

    private static Object suppressUntilTime(Call call) {
        Duration limit = Duration.ofMillis(100);
        Suppressed<String> suppressed = switch (call.choice(1)) {
            case 0 -> Suppressed.untilTimeLimit(limit, BufferConfig.unbounded());
            case 1 -> Suppressed.untilTimeLimit(limit, BufferConfig.maxRecords(1));
            case 2 -> Suppressed.untilTimeLimit(Duration.ZERO, BufferConfig.unbounded());
            case 3 -> Suppressed.untilTimeLimit(limit, BufferConfig.maxBytes(150));
            case 4 ->
                Suppressed.untilTimeLimit(limit, BufferConfig.maxRecords(2).withMaxBytes(220));
            case Operators.SUPPRESS_STRICTLY ->
                Suppressed.untilTimeLimit(limit, BufferConfig.maxBytes(250).shutDownWhenFull());
            default ->
                Suppressed.untilTimeLimit(
                        limit, BufferConfig.maxBytes(120).withNoBound().emitEarlyWhenFull());
        };
        return call.table()
                .suppress(call.choice(0) == 0 ? suppressed : suppressed.withName(call.name() + "-suppressed"));
    }

    private static Object suppressUntilClosed(Call call) {
        StrictBufferConfig buffer = switch (call.choice(1)) {
            case 0 -> BufferConfig.unbounded();
            case 1 -> BufferConfig.maxBytes(400).shutDownWhenFull();
            default -> BufferConfig.maxRecords(3).withMaxBytes(1000).shutDownWhenFull();
        };
        Suppressed<Windowed<?>> suppressed = Suppressed.untilWindowCloses(buffer);
        return call.windowedTable().suppress((Suppressed<? super Windowed<String>>)
                (call.choice(0) == 0 ? suppressed : suppressed.withName(call.name() + "-suppressed")));
    }
}
