package io.millrace.conformance.program;

import io.millrace.streams.KeyValue;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.JoinWindows;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.StreamJoined;
import io.millrace.streams.kstream.Suppressed;
import io.millrace.streams.kstream.Suppressed.BufferConfig;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.SessionStore;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.WindowStore;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/** Applications with state, by name. They read the topics {@code left} and {@code right}; keys and values are texts. */
public final class TakeoverTopologies {

    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final StreamsBuilder builder = new StreamsBuilder();
    private final String input;
    private final String output;
    private final long pauseMs;

    private TakeoverTopologies(String input, String output, long pauseMs) {
        this.input = input;
        this.output = output;
        this.pauseMs = pauseMs;
    }

    static Topology of(String name, String input, String output, long pauseMs) {
        TakeoverTopologies made = new TakeoverTopologies(input, output, pauseMs);
        KStream<String, String> results = switch (name) {
            case "counts" -> made.counts();
            case "sessions" -> made.sessions();
            case "outer-join" -> made.outerJoin();
            case "table-join" -> made.tableJoin();
            case "foreign-key-join" -> made.foreignKeyJoin();
            case "suppress" -> made.suppress();
            case "versioned" -> made.versioned();
            default -> throw new IllegalArgumentException("no topology " + name);
        };
        results.to(output);
        return made.builder.build();
    }

    private KStream<String, String> left() {
        return builder.<String, String>stream(input + "left").peek((key, value) -> pause());
    }

    private void pause() {
        try {
            Thread.sleep(pauseMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(Windowed<String> window) {
        return window.key() + "@" + window.window().start();
    }

    private KStream<String, String> counts() {
        KGroupedStream<String, String> byValue = left().groupBy((key, value) -> value, Grouped.as("by-value"));
        KTable<Windowed<String>, Long> windowed = byValue.windowedBy(TimeWindows.ofSizeAndGrace(WINDOW, LONG))
                .count(Materialized.<String, Long, WindowStore<Bytes, byte[]>>as("windowed")
                        .withValueSerde(Serdes.Long()));
        windowed.toStream()
                .map((window, count) -> KeyValue.pair(text(window), count.toString()))
                .to(output);
        return byValue.count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("running")
                        .withValueSerde(Serdes.Long()))
                .toStream()
                .mapValues(count -> count.toString());
    }

    private KStream<String, String> sessions() {
        return left().groupByKey()
                .windowedBy(SessionWindows.ofInactivityGapAndGrace(Duration.ofSeconds(2), LONG))
                .count(Materialized.<String, Long, SessionStore<Bytes, byte[]>>as("sessions")
                        .withValueSerde(Serdes.Long()))
                .toStream()
                .map((window, count) ->
                        KeyValue.pair(text(window) + "-" + window.window().end(), String.valueOf(count)));
    }

    private KStream<String, String> outerJoin() {
        KStream<String, String> right = builder.stream(input + "right");
        return left().outerJoin(
                        right,
                        (one, other) -> one + "+" + other,
                        JoinWindows.ofTimeDifferenceAndGrace(Duration.ofMillis(700), Duration.ofSeconds(1)),
                        StreamJoined.<String, String, String>as("outer"));
    }

    private KStream<String, String> tableJoin() {
        KTable<String, String> one = left().toTable(Materialized.as("one"));
        KTable<String, String> other = builder.table(input + "right", Materialized.as("other"));
        return one.leftJoin(other, (a, b) -> a + "+" + b, Materialized.as("joined"))
                .toStream();
    }

    private KStream<String, String> foreignKeyJoin() {
        KTable<String, String> one = left().toTable(Materialized.as("one"));
        KTable<String, String> other = builder.table(input + "right", Materialized.as("other"));
        return one.leftJoin(other, value -> value, (a, b) -> a + "+" + b, Materialized.as("joined"))
                .toStream();
    }

    private KStream<String, String> suppress() {
        return left().groupByKey()
                .windowedBy(TimeWindows.ofSizeAndGrace(WINDOW, Duration.ofSeconds(20)))
                .count(Materialized.<String, Long, WindowStore<Bytes, byte[]>>as("windowed")
                        .withValueSerde(Serdes.Long()))
                .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()).withName("held-back"))
                .toStream()
                .map((window, count) -> KeyValue.pair(text(window), count.toString()));
    }

    private KStream<String, String> versioned() {
        KTable<String, String> table = builder.table(
                input + "right",
                Materialized.<String, String>as(Stores.persistentVersionedKeyValueStore("versions", LONG)));
        return left().leftJoin(table, (one, other) -> one + "+" + other);
    }
}
