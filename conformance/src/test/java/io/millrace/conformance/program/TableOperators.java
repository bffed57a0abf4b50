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
import io.millrace.streams.kstream.ValueTransformerWithKey;
import io.millrace.streams.kstream.ValueTransformerWithKeySupplier;
import io.millrace.streams.processor.ProcessorContext;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.Stores;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Operators of tables. Choice 0 is whether a name is given, choice 1 whether a store is named. */
final class TableOperators {

    private static final List<Integer> NAME_AND_STORE = List.of(2, 2);

    static final List<Operator> ALL = List.of(
            on(List.of(), "table", TABLE, List.of(2, 2, 2), TableOperators::table),
            on(List.of(TABLE), "tableFilter", TABLE, List.of(2, 2, 2), TableOperators::filter),
            on(List.of(TABLE), "tableMapValues", TABLE, List.of(2, 2, 3), TableOperators::mapValues),
            on(List.of(TABLE), "transformValues", TABLE, List.of(2, 2, 2), TableOperators::transformValues),
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

    private static Object transformValues(Call call) {
        KTable<String, Object> table = call.table();
        String[] stores = {};
        if (call.choice(2) == 1) {
            String remembered = call.name() + "-seen";
            call.builder()
                    .addStateStore(Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(remembered), Serdes.String(), Serdes.String()));
            stores = new String[] {remembered};
        }
        ValueTransformerWithKeySupplier<String, Object, Object> supplier = remembering(stores);
        if (call.choice(1) == 0) {
            return call.choice(0) == 0
                    ? table.transformValues(supplier, stores)
                    : table.transformValues(supplier, call.named(), stores);
        }
        return call.choice(0) == 0
                ? table.transformValues(supplier, store(call), stores)
                : table.transformValues(supplier, store(call), call.named(), stores);
    }

    private static ValueTransformerWithKeySupplier<String, Object, Object> remembering(String[] stores) {
        return () -> new Remembering(stores);
    }

    /** Marks each value with the one before of its key, if there is a store to remember it in. */
    private static final class Remembering implements ValueTransformerWithKey<String, Object, Object> {
        private final String[] stores;
        private @Nullable KeyValueStore<String, String> seen;

        Remembering(String[] stores) {
            this.stores = stores;
        }

        @Override
        public void init(ProcessorContext context) {
            seen = stores.length == 0 ? null : context.getStateStore(stores[0]);
        }

        @Override
        public @Nullable Object transform(String key, @Nullable Object value) {
            if (seen == null) {
                return Values.markedOrNull(value, key);
            }
            String before = seen.get(key);
            seen.put(key, String.valueOf(value));
            return value == null ? null : Values.marked(value, "<" + before);
        }

        @Override
        public void close() {
            // holds nothing
        }
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
