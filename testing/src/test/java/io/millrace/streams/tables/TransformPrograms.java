package io.millrace.streams.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.streams.KeyValue;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.ValueTransformerWithKey;
import io.millrace.streams.processor.ProcessorContext;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.Stores;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;

/** Tables whose values a transformer computes. */
final class TransformPrograms {

    private static final List<String> SCRIPT = List.of(
            "l a=1@1",
            "l a=2@3",
            "s a=x@4",
            "l b=1@2",
            "l a=null@5",
            "s a=y@6",
            "l a=null@7",
            "l b=2@1",
            "s b=z@8",
            "s c=q@9");

    private TransformPrograms() {}

    static Map<String, Supplier<String>> all() {
        Map<String, Consumer<StreamsBuilder>> programs = new TreeMap<>();
        programs.put(
                "plain",
                builder ->
                        table(builder).transformValues(Placing::new).toStream().to("out"));
        programs.put(
                "stored",
                builder -> table(builder)
                        .transformValues(Placing::new, Materialized.as("transformed"))
                        .toStream()
                        .to("out"));
        programs.put(
                "stored and grouped",
                builder -> grouped(table(builder)
                        .transformValues(Placing::new, Materialized.as("transformed"), Named.as("transforming"))));
        programs.put(
                "grouped", builder -> grouped(table(builder).transformValues(Placing::new, Named.as("transforming"))));
        programs.put(
                "filtered",
                builder -> builder.<String, String>table("l", Materialized.as("source"))
                        .transformValues(Placing::new)
                        .filter((key, value) -> !value.contains("2"))
                        .toStream()
                        .to("out"));
        programs.put("read by a stream", builder -> read(builder, table(builder).transformValues(Placing::new)));
        programs.put(
                "stored, read by a stream",
                builder -> read(builder, table(builder).transformValues(Placing::new, Materialized.as("transformed"))));
        programs.put(
                "derived, read by a stream",
                builder -> read(
                        builder,
                        table(builder)
                                .transformValues(Placing::new)
                                .mapValues(value -> "m" + value)
                                .filter((key, value) -> true)));
        programs.put(
                "joined",
                builder -> table(builder)
                        .transformValues(Placing::new)
                        .outerJoin(builder.table("s"), (one, other) -> one + "~" + other)
                        .toStream()
                        .to("out"));
        programs.put("with a store", builder -> {
            builder.addStateStore(Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("seen"), Serdes.String(), Serdes.String()));
            table(builder).transformValues(Remembering::new, "seen").toStream().to("out");
        });
        programs.put(
                "adding a header",
                builder -> table(builder)
                        .transformValues(() -> new Placing() {
                            @Override
                            public String transform(String key, String value) {
                                context.headers().add("t", "added".getBytes(UTF_8));
                                return super.transform(key, value);
                            }
                        })
                        .toStream()
                        .to("out"));
        Map<String, Supplier<String>> all = new TreeMap<>();
        programs.forEach((name, program) -> all.put("transform " + name, () -> Transcript.of(program, script(name))));
        return all;
    }

    private static List<String> script(String name) {
        boolean readsBoth = name.contains("read by") || name.equals("joined");
        return SCRIPT.stream().filter(line -> readsBoth || line.startsWith("l")).toList();
    }

    private static KTable<String, String> table(StreamsBuilder builder) {
        return builder.table("l");
    }

    private static void grouped(KTable<String, String> table) {
        table.groupBy((key, value) -> KeyValue.pair("all", key + value))
                .aggregate(
                        () -> "",
                        (key, value, sum) -> sum + "(" + value + ")",
                        (key, value, sum) -> sum.replace("(" + value + ")", ""))
                .toStream()
                .to("out");
    }

    private static void read(StreamsBuilder builder, KTable<String, String> table) {
        builder.<String, String>stream("s")
                .leftJoin(table, (value, found) -> value + "~" + found)
                .to("out");
    }

    /** Says what it was asked, and where. */
    private static class Placing implements ValueTransformerWithKey<String, String, String> {

        ProcessorContext context;

        @Override
        public void init(ProcessorContext processorContext) {
            context = processorContext;
        }

        @Override
        public String transform(String key, String value) {
            if ("b".equals(key) && value == null) {
                return null;
            }
            return key + value + "," + context.topic() + "," + context.partition() + "," + context.offset() + ","
                    + context.timestamp() + "," + context.headers().toArray().length;
        }

        @Override
        public void close() {}
    }

    /** Says what it was asked before. */
    private static final class Remembering implements ValueTransformerWithKey<String, String, String> {

        private KeyValueStore<String, String> seen;

        @Override
        public void init(ProcessorContext context) {
            seen = context.getStateStore("seen");
        }

        @Override
        public String transform(String key, String value) {
            String before = seen.get(key);
            seen.put(key, value);
            return before + ">" + value;
        }

        @Override
        public void close() {}
    }
}
