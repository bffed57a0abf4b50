package io.millrace.conformance.program;

import static io.millrace.conformance.program.Kind.GROUPED_TABLE;
import static io.millrace.conformance.program.Kind.STREAM;
import static io.millrace.conformance.program.Kind.TABLE;
import static io.millrace.conformance.program.Kind.WINDOWED_TABLE;
import static io.millrace.conformance.program.Operator.on;

import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KGroupedTable;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.state.KeyValueStore;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/** Operators of tables. Choice 0 is whether a name is given, choice 1 whether a store is named. */
final class TableOperators {

    private static final List<Integer> NAME_AND_STORE = List.of(2, 2);

    static final List<Operator> ALL = List.of(
            on(List.of(), "table", TABLE, List.of(2, 2, 2), TableOperators::table),
            on(List.of(TABLE), "tableFilter", TABLE, List.of(2, 2, 2), TableOperators::filter),
            on(List.of(TABLE), "tableMapValues", TABLE, List.of(2, 2, 3), TableOperators::mapValues),
            on(List.of(TABLE), "toStream", STREAM, List.of(2, 2), TableOperators::toStream),
            on(List.of(TABLE), "tableGroupBy", GROUPED_TABLE, List.of(2, 2), TableOperators::groupBy),
            on(List.of(WINDOWED_TABLE), "windowGroupBy", GROUPED_TABLE, List.of(2), TableOperators::windowGroupBy),
            on(List.of(GROUPED_TABLE), "tableCount", TABLE, NAME_AND_STORE, TableOperators::count),
            on(List.of(GROUPED_TABLE), "tableReduce", TABLE, NAME_AND_STORE, TableOperators::reduce),
            on(List.of(GROUPED_TABLE), "tableAggregate", TABLE, NAME_AND_STORE, TableOperators::aggregate));

    private TableOperators() {}

    private static Materialized<String, Object, KeyValueStore<Bytes, byte[]>> store(Call call) {
        return Materialized.as(call.name() + "-store");
    }

    private static Object table(Call call) {
        String topic = "table" + (call.choice(2) + 1);
        if (call.choice(1) == 0) {
            return call.choice(0) == 0
                    ? call.builder().<String, Object>table(topic)
                    : call.builder().<String, Object>table(topic, Consumed.as(call.name()));
        }
        return call.choice(0) == 0
                ? call.builder().table(topic, store(call))
                : call.builder().table(topic, Consumed.as(call.name()), store(call));
    }

    private static Object filter(Call call) {
        KTable<String, Object> table = call.table();
        boolean negated = call.choice(2) == 1;
        if (call.choice(1) == 0) {
            if (call.choice(0) == 0) {
                return negated
                        ? table.filterNot((key, value) -> Values.isOdd(value))
                        : table.filter((key, value) -> Values.isOdd(value));
            }
            return negated
                    ? table.filterNot((key, value) -> Values.isOdd(value), call.named())
                    : table.filter((key, value) -> Values.isOdd(value), call.named());
        }
        if (call.choice(0) == 0) {
            return negated
                    ? table.filterNot((key, value) -> Values.isOdd(value), store(call))
                    : table.filter((key, value) -> Values.isOdd(value), store(call));
        }
        return negated
                ? table.filterNot((key, value) -> Values.isOdd(value), call.named(), store(call))
                : table.filter((key, value) -> Values.isOdd(value), call.named(), store(call));
    }

    private static Object mapValues(Call call) {
        KTable<String, Object> table = call.table();
        if (call.choice(2) == 2) {
            return call.choice(1) == 0
                    ? table.mapValues(value -> Values.markedOrNull(value, "t"))
                    : table.mapValues(value -> Values.markedOrNull(value, "t"), store(call));
        }
        boolean withKey = call.choice(2) == 1;
        if (call.choice(1) == 0) {
            if (call.choice(0) == 0) {
                return withKey
                        ? table.mapValues((key, value) -> Values.marked(value, key))
                        : table.mapValues(value -> Values.marked(value, "t"));
            }
            return withKey
                    ? table.mapValues((key, value) -> Values.marked(value, key), call.named())
                    : table.mapValues(value -> Values.marked(value, "t"), call.named());
        }
        if (call.choice(0) == 0) {
            return withKey
                    ? table.mapValues((key, value) -> Values.marked(value, key), store(call))
                    : table.mapValues(value -> Values.marked(value, "t"), store(call));
        }
        return withKey
                ? table.mapValues((key, value) -> Values.marked(value, key), call.named(), store(call))
                : table.mapValues(value -> Values.marked(value, "t"), call.named(), store(call));
    }

    private static Object toStream(Call call) {
        KTable<String, Object> table = call.table();
        if (call.choice(1) == 0) {
            return call.choice(0) == 0 ? table.toStream() : table.toStream(call.named());
        }
        return call.choice(0) == 0
                ? table.toStream((key, value) -> Values.otherKey(value))
                : table.toStream((key, value) -> Values.otherKey(value), call.named());
    }

    private static Object groupBy(Call call) {
        boolean sometimesNull = call.choice(1) == 1;
        return call.choice(0) == 0
                ? call.table()
                        .groupBy((key, value) -> new KeyValue<>(
                                sometimesNull ? Values.otherKeyOrNull(value) : Values.otherKey(value), value))
                : call.table()
                        .groupBy(
                                (key, value) -> new KeyValue<>(
                                        sometimesNull ? Values.otherKeyOrNull(value) : Values.otherKey(value), value),
                                Grouped.as(call.name()));
    }

    private static Object windowGroupBy(Call call) {
        return call.choice(0) == 0
                ? call.windowedTable().groupBy((key, value) -> new KeyValue<>(key.key(), value))
                : call.windowedTable()
                        .groupBy((key, value) -> new KeyValue<>(key.key(), value), Grouped.as(call.name()));
    }

    private static <V> Materialized<String, V, KeyValueStore<Bytes, byte[]>> aggregateStore(Call call) {
        return call.choice(1) == 0 ? Materialized.with(null, null) : Materialized.as(call.name() + "-store");
    }

    private static Object count(Call call) {
        return call.choice(0) == 0
                ? call.groupedTable().count(aggregateStore(call))
                : call.groupedTable().count(call.named(), aggregateStore(call));
    }

    private static Object reduce(Call call) {
        KGroupedTable<String, Object> grouped = call.groupedTable();
        return call.choice(0) == 0
                ? grouped.reduce(Values::combined, Values::without, aggregateStore(call))
                : grouped.reduce(Values::combined, Values::without, call.named(), aggregateStore(call));
    }

    private static Object aggregate(Call call) {
        KGroupedTable<String, Object> grouped = call.groupedTable();
        return call.choice(0) == 0
                ? grouped.aggregate(
                        () -> "0",
                        (key, value, sum) -> Values.marked(sum, "+" + value),
                        (key, value, sum) -> Values.markedOrNull(sum, "-" + value),
                        TableOperators.<Object>aggregateStore(call))
                : grouped.aggregate(
                        () -> "0",
                        (key, value, sum) -> Values.marked(sum, "+" + value),
                        (key, value, sum) -> Values.marked(sum, "-" + value),
                        call.named(),
                        TableOperators.<Object>aggregateStore(call));
    }
}
