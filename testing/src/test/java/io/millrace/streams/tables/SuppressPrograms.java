package io.millrace.streams.tables;

import io.millrace.streams.KeyValue;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Suppressed;
import io.millrace.streams.kstream.Suppressed.BufferConfig;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.kstream.Windowed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;

/** Suppressed tables. */
final class SuppressPrograms {

    private static final Duration TEN = Duration.ofMillis(10);

    private static final List<String> SCRIPT = List.of(
            "l a=1@1",
            "l a=2@5",
            "l b=1@4",
            "l a=3@2",
            "l c=1@12",
            "l a=null@13",
            "l b=2@14",
            "l d=1@3",
            "l b=null@15",
            "l e=1@25",
            "l e=null@25",
            "l a=4@26",
            "l a=5@36",
            "l f=1@36",
            "l f=2@46",
            "l f=null@56",
            "l g=1@70");

    private static final List<String> WINDOWED = List.of(
            "l a=1@1",
            "l a=2@5",
            "l b=1@9",
            "l a=3@10",
            "l a=4@4",
            "l a=5@12",
            "l b=2@8",
            "l c=drop@13",
            "l a=6@15",
            "l b=3@3",
            "l a=7@31",
            "l a=8@100");

    private SuppressPrograms() {}

    static Map<String, Supplier<String>> all() {
        Map<String, Consumer<StreamsBuilder>> programs = new TreeMap<>();
        Map<String, Suppressed<String>> kinds = new TreeMap<>();
        kinds.put("ten", Suppressed.untilTimeLimit(TEN, BufferConfig.unbounded()));
        kinds.put("zero", Suppressed.untilTimeLimit(Duration.ZERO, BufferConfig.unbounded()));
        kinds.put("two records", Suppressed.untilTimeLimit(TEN, BufferConfig.maxRecords(2)));
        kinds.put("no record", Suppressed.untilTimeLimit(TEN, BufferConfig.maxRecords(0)));
        kinds.put("bytes", Suppressed.untilTimeLimit(TEN, BufferConfig.maxBytes(110)));
        kinds.put(
                "for ever, two records, 100 bytes",
                Suppressed.untilTimeLimit(null, BufferConfig.maxRecords(2).withMaxBytes(100)));
        kinds.forEach((name, kind) -> {
            programs.put(
                    name,
                    builder -> builder.<String, String>table("l")
                            .suppress(kind)
                            .toStream()
                            .to("out"));
            programs.put(
                    name + ", stored and filtered",
                    builder -> builder.<String, String>table("l", Materialized.as("kept"))
                            .suppress(kind)
                            .filter((key, value) -> !value.equals("3"))
                            .toStream()
                            .to("out"));
            programs.put(
                    name + ", grouped",
                    builder -> grouped(builder.<String, String>table("l")
                            .mapValues(value -> "m" + value)
                            .suppress(kind)));
            programs.put(name + ", joined", builder -> {
                KTable<String, String> table = builder.table("l");
                table.suppress(kind)
                        .outerJoin(table.filter((key, value) -> true), (one, other) -> one + "~" + other)
                        .toStream()
                        .to("out");
            });
        });
        Map<String, Supplier<String>> all = new TreeMap<>();
        programs.forEach((name, program) -> all.put("suppress " + name, () -> Transcript.of(program, SCRIPT)));
        windowed().forEach((name, program) -> all.put("suppress " + name, () -> Transcript.of(program, WINDOWED)));
        return all;
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

    private static Map<String, Consumer<StreamsBuilder>> windowed() {
        Map<String, Consumer<StreamsBuilder>> programs = new TreeMap<>();
        for (int grace : new int[] {0, 5}) {
            programs.put(
                    "window, grace " + grace,
                    builder -> out(windows(builder, 10, grace)
                            .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))));
            programs.put(
                    "window, mapped, grace " + grace,
                    builder -> out(windows(builder, 10, grace)
                            .mapValues(value -> value.contains("5") ? null : "m" + value)
                            .suppress(Suppressed.untilWindowCloses(
                                    BufferConfig.maxRecords(100).shutDownWhenFull()))));
        }
        programs.put(
                "window, by time",
                builder -> out(windows(builder, 10, 5)
                        .suppress(Suppressed.untilTimeLimit(Duration.ofMillis(4), BufferConfig.maxRecords(2)))));
        programs.put(
                "window, named and twice",
                builder -> out(windows(builder, 10, 5)
                        .suppress(Suppressed.<Windowed<String>>untilTimeLimit(
                                        Duration.ofMillis(2), BufferConfig.unbounded())
                                .withName("first"))
                        .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded())
                                .withName("second"))));
        return programs;
    }

    private static KTable<Windowed<String>, String> windows(StreamsBuilder builder, int sizeMs, int graceMs) {
        return builder.stream("l", Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMillis(sizeMs), Duration.ofMillis(graceMs)))
                .aggregate(
                        () -> "",
                        (key, value, sum) -> value.equals("drop") ? null : sum + value,
                        Materialized.with(Serdes.String(), Serdes.String()));
    }

    private static void out(KTable<Windowed<String>, String> table) {
        table.toStream((key, value) -> key.key() + "[" + key.window().start() + ","
                        + key.window().end() + ")")
                .to("out");
    }
}
