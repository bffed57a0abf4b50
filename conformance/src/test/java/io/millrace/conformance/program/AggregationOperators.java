package io.millrace.conformance.program;

import static io.millrace.conformance.program.Kind.GROUPED_STREAM;
import static io.millrace.conformance.program.Kind.STREAM;
import static io.millrace.conformance.program.Kind.TABLE;
import static io.millrace.conformance.program.Kind.WINDOWED_STREAM;
import static io.millrace.conformance.program.Kind.WINDOWED_TABLE;
import static io.millrace.conformance.program.Operator.on;

import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.TimeWindowedKStream;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.WindowStore;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/** Grouping of streams and what follows. Choice 0 is whether a name is given, choice 1 whether a store is named. */
final class AggregationOperators {

    private static final List<Integer> NAME_AND_STORE = List.of(2, 2);

    static final List<Operator> ALL = List.of(
            on(List.of(STREAM), "groupByKey", GROUPED_STREAM, List.of(2), AggregationOperators::groupByKey),
            on(List.of(STREAM), "groupBy", GROUPED_STREAM, List.of(2, 2), AggregationOperators::groupBy),
            on(List.of(GROUPED_STREAM), "count", TABLE, NAME_AND_STORE, AggregationOperators::count),
            on(List.of(GROUPED_STREAM), "reduce", TABLE, NAME_AND_STORE, AggregationOperators::reduce),
            on(List.of(GROUPED_STREAM), "aggregate", TABLE, NAME_AND_STORE, AggregationOperators::aggregate),
            on(List.of(GROUPED_STREAM), "windowedBy", WINDOWED_STREAM, List.of(4), AggregationOperators::windowedBy),
            on(
                    List.of(WINDOWED_STREAM),
                    "windowCount",
                    WINDOWED_TABLE,
                    NAME_AND_STORE,
                    AggregationOperators::windowCount),
            on(
                    List.of(WINDOWED_STREAM),
                    "windowReduce",
                    WINDOWED_TABLE,
                    NAME_AND_STORE,
                    AggregationOperators::windowReduce),
            on(
                    List.of(WINDOWED_STREAM),
                    "windowAggregate",
                    WINDOWED_TABLE,
                    NAME_AND_STORE,
                    AggregationOperators::windowAggregate),
            on(
                    List.of(WINDOWED_TABLE),
                    "windowFilter",
                    WINDOWED_TABLE,
                    List.of(2),
                    call -> call.choice(0) == 0
                            ? call.windowedTable().filter((key, value) -> Values.isOdd(value))
                            : call.windowedTable().filter((key, value) -> Values.isOdd(value), call.named())),
            on(
                    List.of(WINDOWED_TABLE),
                    "windowMapValues",
                    WINDOWED_TABLE,
                    List.of(2),
                    call -> call.choice(0) == 0
                            ? call.windowedTable().mapValues(value -> Values.marked(value, "w"))
                            : call.windowedTable().mapValues(value -> Values.marked(value, "w"), call.named())),
            on(
                    List.of(WINDOWED_TABLE),
                    "windowToStream",
                    STREAM,
                    List.of(2),
                    call -> call.choice(0) == 0
                            ? call.windowedTable().toStream((key, value) -> text(key))
                            : call.windowedTable().toStream((key, value) -> text(key), call.named())));

    private AggregationOperators() {}

    private static String text(Windowed<String> key) {
        return key.key() + "/" + key.window().start() % 100;
    }

    private static Object groupByKey(Call call) {
        return call.choice(0) == 0 ? call.stream().groupByKey() : call.stream().groupByKey(Grouped.as(call.name()));
    }

    private static Object groupBy(Call call) {
        boolean sometimesNull = call.choice(1) == 1;
        return call.choice(0) == 0
                ? call.stream()
                        .groupBy((key, value) -> sometimesNull ? Values.otherKeyOrNull(value) : Values.otherKey(value))
                : call.stream()
                        .groupBy(
                                (key, value) -> sometimesNull ? Values.otherKeyOrNull(value) : Values.otherKey(value),
                                Grouped.as(call.name()));
    }

    private static <V> Materialized<String, V, KeyValueStore<Bytes, byte[]>> store(Call call) {
        return call.choice(1) == 0 ? Materialized.with(null, null) : Materialized.as(call.name() + "-store");
    }

    private static <V> Materialized<String, V, WindowStore<Bytes, byte[]>> windowStore(Call call) {
        Materialized<String, V, WindowStore<Bytes, byte[]>> store =
                call.choice(1) == 0 ? Materialized.with(null, null) : Materialized.as(call.name() + "-store");
        return call.kept(store);
    }

    private static Object count(Call call) {
        return call.choice(0) == 0
                ? call.groupedStream().count(store(call))
                : call.groupedStream().count(call.named(), store(call));
    }

    private static Object reduce(Call call) {
        KGroupedStream<String, Object> grouped = call.groupedStream();
        return call.choice(0) == 0
                ? grouped.reduce(Values::combined, store(call))
                : grouped.reduce(Values::combined, call.named(), store(call));
    }

    private static Object aggregate(Call call) {
        KGroupedStream<String, Object> grouped = call.groupedStream();
        return call.choice(0) == 0
                ? grouped.aggregate(
                        () -> "0",
                        (key, value, sum) -> Values.markedOrNull(sum, "," + value),
                        AggregationOperators.<Object>store(call))
                : grouped.aggregate(
                        () -> "0",
                        (key, value, sum) -> Values.marked(sum, "," + value),
                        call.named(),
                        AggregationOperators.<Object>store(call));
    }

    private static Object windowedBy(Call call) {
        Duration size = Duration.ofMillis(100);
        return call.groupedStream()
                .windowedBy(
                        switch (call.choice(0)) {
                            case 0 -> TimeWindows.ofSizeWithNoGrace(size);
                            case 1 -> TimeWindows.ofSizeAndGrace(size, Duration.ofMillis(50));
                            case 2 -> TimeWindows.ofSizeWithNoGrace(size).advanceBy(Duration.ofMillis(30));
                            default ->
                                TimeWindows.ofSizeAndGrace(size, Duration.ofMillis(50))
                                        .advanceBy(Duration.ofMillis(50));
                        });
    }

    private static Object windowCount(Call call) {
        return call.choice(0) == 0
                ? call.windowedStream().count(windowStore(call))
                : call.windowedStream().count(call.named(), windowStore(call));
    }

    private static Object windowReduce(Call call) {
        TimeWindowedKStream<String, Object> windowed = call.windowedStream();
        return call.choice(0) == 0
                ? windowed.reduce(Values::combined, windowStore(call))
                : windowed.reduce(Values::combined, call.named(), windowStore(call));
    }

    private static Object windowAggregate(Call call) {
        TimeWindowedKStream<String, Object> windowed = call.windowedStream();
        return call.choice(0) == 0
                ? windowed.aggregate(
                        () -> "0",
                        (key, value, sum) -> Values.markedOrNull(sum, "," + value),
                        AggregationOperators.<Object>windowStore(call))
                : windowed.aggregate(
                        () -> "0",
                        (key, value, sum) -> Values.marked(sum, "," + value),
                        call.named(),
                        AggregationOperators.<Object>windowStore(call));
    }
}
