package io.millrace.conformance.program;

import static io.millrace.conformance.program.Kind.GLOBAL_STORE;
import static io.millrace.conformance.program.Kind.STREAM;
import static io.millrace.conformance.program.Kind.TABLE;
import static io.millrace.conformance.program.Operator.on;

import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.Branched;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Joined;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.Repartitioned;
import io.millrace.streams.processor.api.ContextualFixedKeyProcessor;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.FixedKeyRecord;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.Stores;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;

/** Operators of streams. Choice 0 is whether a name is given. */
final class StreamOperators {

    static final List<Operator> ALL = List.of(
            on(List.of(), "stream", STREAM, List.of(2, 2), StreamOperators::stream),
            on(List.of(STREAM), "filter", STREAM, List.of(2, 2), StreamOperators::filter),
            on(List.of(STREAM), "mapValues", STREAM, List.of(2, 3), StreamOperators::mapValues),
            on(List.of(STREAM), "map", STREAM, List.of(2), StreamOperators::map),
            on(List.of(STREAM), "selectKey", STREAM, List.of(2, 2), StreamOperators::selectKey),
            on(List.of(STREAM), "flatMap", STREAM, List.of(2), StreamOperators::flatMap),
            on(List.of(STREAM), "flatMapValues", STREAM, List.of(2, 2), StreamOperators::flatMapValues),
            on(List.of(STREAM), "peek", STREAM, List.of(2), StreamOperators::peek),
            on(List.of(STREAM), "process", STREAM, List.of(2, 2), StreamOperators::process),
            on(List.of(), "globalStore", GLOBAL_STORE, List.of(2, 1), StreamOperators::globalStore),
            on(
                    List.of(STREAM, GLOBAL_STORE),
                    "processWithGlobalStore",
                    STREAM,
                    List.of(2),
                    StreamOperators::processWithGlobalStore),
            on(List.of(STREAM), "processValues", STREAM, List.of(2), StreamOperators::processValues),
            on(List.of(STREAM), "branch", STREAM, List.of(2, 3), StreamOperators::branch),
            on(List.of(STREAM, STREAM), "merge", STREAM, List.of(2), StreamOperators::merge),
            on(List.of(STREAM), "repartition", STREAM, List.of(2, 2), StreamOperators::repartition),
            on(List.of(STREAM), "through", STREAM, List.of(2), StreamOperators::through),
            on(List.of(STREAM), "toTable", TABLE, List.of(2, 2), StreamOperators::toTable),
            on(List.of(STREAM, TABLE), "streamTableJoin", STREAM, List.of(2, 4), StreamOperators::tableJoin));

    private StreamOperators() {}

    private static Object stream(Call call) {
        String topic = "in" + (call.choice(1) + 1);
        return call.choice(0) == 0
                ? call.builder().<String, Object>stream(topic)
                : call.builder().<String, Object>stream(topic, Consumed.as(call.name()));
    }

    private static Object filter(Call call) {
        KStream<String, Object> stream = call.stream();
        if (call.choice(1) == 0) {
            return call.choice(0) == 0
                    ? stream.filter((key, value) -> Values.isOdd(value))
                    : stream.filter((key, value) -> Values.isOdd(value), call.named());
        }
        return call.choice(0) == 0
                ? stream.filterNot((key, value) -> Values.isOdd(value))
                : stream.filterNot((key, value) -> Values.isOdd(value), call.named());
    }

    private static Object mapValues(Call call) {
        KStream<String, Object> stream = call.stream();
        return switch (call.choice(1)) {
            case 0 ->
                call.choice(0) == 0
                        ? stream.mapValues(value -> Values.marked(value, "v"))
                        : stream.mapValues(value -> Values.marked(value, "v"), call.named());
            case 1 ->
                call.choice(0) == 0
                        ? stream.mapValues((key, value) -> Values.marked(value, key))
                        : stream.mapValues((key, value) -> Values.marked(value, key), call.named());
            default -> stream.mapValues(value -> Values.markedOrNull(value, "n"));
        };
    }

    private static Object map(Call call) {
        return call.choice(0) == 0
                ? call.stream().map((key, value) -> new KeyValue<>(Values.otherKey(value), Values.marked(value, "m")))
                : call.stream()
                        .map(
                                (key, value) -> new KeyValue<>(Values.otherKey(value), Values.marked(value, "m")),
                                call.named());
    }

    private static Object selectKey(Call call) {
        boolean sometimesNull = call.choice(1) == 1;
        return call.choice(0) == 0
                ? call.stream()
                        .selectKey(
                                (key, value) -> sometimesNull ? Values.otherKeyOrNull(value) : Values.otherKey(value))
                : call.stream()
                        .selectKey(
                                (key, value) -> sometimesNull ? Values.otherKeyOrNull(value) : Values.otherKey(value),
                                call.named());
    }

    private static Object flatMap(Call call) {
        return call.choice(0) == 0
                ? call.stream().flatMap((key, value) -> twice(key, value))
                : call.stream().flatMap((key, value) -> twice(key, value), call.named());
    }

    private static List<KeyValue<String, Object>> twice(String key, Object value) {
        return Values.isOdd(value)
                ? List.of()
                : List.of(
                        new KeyValue<>(key, value), new KeyValue<>(Values.otherKey(value), Values.marked(value, "2")));
    }

    private static Object flatMapValues(Call call) {
        KStream<String, Object> stream = call.stream();
        if (call.choice(1) == 0) {
            return call.choice(0) == 0
                    ? stream.flatMapValues(value -> List.of(Values.marked(value, "1"), Values.marked(value, "2")))
                    : stream.flatMapValues(
                            value -> List.of(Values.marked(value, "1"), Values.marked(value, "2")), call.named());
        }
        return call.choice(0) == 0
                ? stream.flatMapValues((key, value) -> List.of(Values.marked(value, key)))
                : stream.flatMapValues((key, value) -> List.of(Values.marked(value, key)), call.named());
    }

    private static Object peek(Call call) {
        return call.choice(0) == 0
                ? call.stream().peek((key, value) -> {})
                : call.stream().peek((key, value) -> {}, call.named());
    }

    private static Object process(Call call) {
        if (call.choice(1) == 0) {
            return call.choice(0) == 0
                    ? call.stream().process(Doubling::new)
                    : call.stream().process(Doubling::new, call.named());
        }
        String store = call.name() + "-last";
        call.builder()
                .addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(store), Serdes.String(), Serdes.String()));
        return call.choice(0) == 0
                ? call.stream().process(() -> new Remembering(store), store)
                : call.stream().process(() -> new Remembering(store), call.named(), store);
    }

    /** Forwards what it gets, and again with a header and a later time. */
    private static final class Doubling extends ContextualProcessor<String, Object, String, Object> {
        @Override
        public void process(Record<String, Object> record) {
            context().forward(record);
            Record<String, Object> later = record.withTimestamp(record.timestamp() + 1);
            later.headers().add("twice", new byte[] {'2'});
            context().forward(later);
        }
    }

    /** Forwards each value together with the one before of its key. */
    private static final class Remembering extends ContextualProcessor<String, Object, String, Object> {
        private final String name;

        Remembering(String name) {
            this.name = name;
        }

        @Override
        public void process(Record<String, Object> record) {
            KeyValueStore<String, String> last = context().getStateStore(name);
            String key = record.key() == null ? "none" : record.key();
            String before = last.get(key);
            last.put(key, record.value() == null ? null : String.valueOf(record.value()));
            context().forward(record.withValue(Values.marked(record.value(), "<" + before)));
        }
    }

    private static Object globalStore(Call call) {
        String store = call.name() + "-everywhere";
        Consumed<String, Object> consumed = Consumed.with(null, null);
        call.builder()
                .addGlobalStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore(store), Serdes.String(), Serdes.String())
                                .withLoggingDisabled(),
                        "store1",
                        call.choice(0) == 0 ? consumed : Consumed.as(call.name()),
                        () -> new Filling(store));
        return store;
    }

    private static Object processWithGlobalStore(Call call) {
        String store = call.globalStore();
        return call.choice(0) == 0
                ? call.stream().process(() -> new LookingUp(store))
                : call.stream().process(() -> new LookingUp(store), call.named());
    }

    /** Keeps the value of each key in a global store, marked. */
    private static final class Filling extends ContextualProcessor<String, Object, Void, Void> {
        private final String name;

        Filling(String name) {
            this.name = name;
        }

        @Override
        public void process(Record<String, Object> record) {
            if (record.key() != null) {
                KeyValueStore<String, String> kept = context().getStateStore(name);
                kept.put(record.key(), record.value() == null ? null : record.value() + "*");
            }
        }
    }

    /** Forwards each value together with what a global store has for its key. */
    private static final class LookingUp extends ContextualProcessor<String, Object, String, Object> {
        private final String name;

        LookingUp(String name) {
            this.name = name;
        }

        @Override
        public void process(Record<String, Object> record) {
            KeyValueStore<String, String> kept = context().getStateStore(name);
            String found = record.key() == null ? "none" : kept.get(record.key());
            context().forward(record.withValue(Values.marked(record.value(), "^" + found)));
        }
    }

    private static Object processValues(Call call) {
        return call.choice(0) == 0
                ? call.stream().processValues(Marking::new)
                : call.stream().processValues(Marking::new, call.named());
    }

    /** Marks each value, and says what of the record's context it sees. */
    private static final class Marking extends ContextualFixedKeyProcessor<String, Object, Object> {
        @Override
        public void process(FixedKeyRecord<String, Object> record) {
            context()
                    .forward(record.withValue(
                            Values.marked(record.value(), "@" + context().currentStreamTimeMs())));
        }
    }

    private static Object branch(Call call) {
        Map<String, KStream<String, Object>> branches = call.choice(0) == 0
                ? call.stream()
                        .split()
                        .branch((key, value) -> Values.isOdd(value))
                        .branch((key, value) -> "a".equals(key))
                        .defaultBranch()
                : call.stream()
                        .split(Named.as(call.name() + "-"))
                        .branch((key, value) -> Values.isOdd(value), Branched.as("odd"))
                        .branch((key, value) -> "a".equals(key), Branched.as("a"))
                        .defaultBranch(Branched.as("rest"));
        List<String> names = branches.keySet().stream().sorted().toList();
        return branches.get(names.get(call.choice(1)));
    }

    private static Object merge(Call call) {
        return call.choice(0) == 0
                ? call.stream(0).merge(call.stream(1))
                : call.stream(0).merge(call.stream(1), call.named());
    }

    private static Object repartition(Call call) {
        if (call.choice(1) == 0) {
            return call.choice(0) == 0
                    ? call.stream().repartition()
                    : call.stream().repartition(Repartitioned.as(call.name()));
        }
        Repartitioned<String, Object> four = Repartitioned.numberOfPartitions(4);
        return call.stream().repartition(call.choice(0) == 0 ? four : four.withName(call.name()));
    }

    private static Object through(Call call) {
        String topic = "through-" + call.name();
        if (call.choice(0) == 0) {
            call.stream().to(topic);
        } else {
            call.stream().to(topic, Produced.as(call.name()));
        }
        return call.builder().<String, Object>stream(topic);
    }

    private static Object toTable(Call call) {
        KStream<String, Object> stream = call.stream();
        if (call.choice(1) == 0) {
            return call.choice(0) == 0 ? stream.toTable() : stream.toTable(call.named());
        }
        return call.choice(0) == 0
                ? stream.toTable(Materialized.as(call.name() + "-store"))
                : stream.toTable(call.named(), Materialized.as(call.name() + "-store"));
    }

    private static Object tableJoin(Call call) {
        KStream<String, Object> stream = call.stream(0);
        Joined<String, Object, Object> joined =
                call.choice(0) == 0 ? Joined.with(null, null, null) : Joined.as(call.name());
        return switch (call.choice(1)) {
            case 0 -> stream.join(call.table(1), Values::combined, joined);
            case 1 -> stream.leftJoin(call.table(1), Values::combined, joined);
            case 2 -> stream.join(call.table(1), (key, value, other) -> Values.combined(value, other), joined);
            default -> stream.leftJoin(call.table(1), (key, value, other) -> Values.combined(value, other), joined);
        };
    }
}
