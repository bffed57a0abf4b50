package io.millrace.conformance.program;

import io.millrace.conformance.program.StateText.Kind;
import io.millrace.streams.KeyValue;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.EmitStrategy;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/** Applications with state, by name. They read the topics {@code left} and {@code right}; keys and values are texts. */
public final class TakeoverTopologies {

    /** The keys of {@code right}, and the values of {@code left}. */
    public static final List<String> RIGHT_KEYS = List.of("k0", "k1", "k2", "k3", "k4", "k5", "k6");

    /** What of a key's results is the same in every run. */
    public enum Results {
        IN_ORDER,
        IN_ANY_ORDER,
        LAST_ONES
    }

    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final StreamsBuilder builder = new StreamsBuilder();
    private final String input;
    private final String output;
    private final Runnable taken;

    private TakeoverTopologies(String input, String output, Runnable taken) {
        this.input = input;
        this.output = output;
        this.taken = taken;
    }

    /** @param taken runs for each record of {@code left}, by the thread that processes it */
    static Topology of(String name, String input, String output, Runnable taken) {
        TakeoverTopologies made = new TakeoverTopologies(input, output, taken);
        KStream<String, String> results = switch (name) {
            case "counts" -> made.counts();
            case "sessions" -> made.sessions();
            case "outer-join" -> made.outerJoin();
            case "table-join" -> made.tableJoin();
            case "foreign-key-join" -> made.foreignKeyJoin();
            case "suppress" -> made.suppress();
            case "final-windows" -> made.finalWindows();
            case "versioned" -> made.versioned();
            default -> throw new IllegalArgumentException("no topology " + name);
        };
        results.to(output);
        return made.builder.build();
    }

    /** The inputs that a topology reads. */
    public static Set<String> inputs(String name) {
        return switch (name) {
            case "counts", "sessions", "suppress", "final-windows" -> Set.of("left");
            default -> Set.of("left", "right");
        };
    }

    /** What of a key's results is not up to chance. */
    public static Results results(String name) {
        return switch (name) {
            // When one without a partner goes on depends on when those before it were looked for.
            case "outer-join" -> Results.IN_ANY_ORDER;
            // Which of two sides is heard first is up to the machine, and with it the time of a result.
            case "foreign-key-join" -> Results.LAST_ONES;
            default -> Results.IN_ORDER;
        };
    }

    /** The stores of a topology that can be queried. */
    static Map<String, Kind> stores(String name) {
        return switch (name) {
            case "counts" -> Map.of("windowed", Kind.WINDOW, "running", Kind.KEY_VALUE);
            case "sessions" -> Map.of("sessions", Kind.SESSION);
            case "table-join", "foreign-key-join" ->
                Map.of("one", Kind.KEY_VALUE, "other", Kind.KEY_VALUE, "joined", Kind.KEY_VALUE);
            case "versioned" -> Map.of("versions", Kind.VERSIONED);
            default -> Map.of();
        };
    }

    private KStream<String, String> left() {
        return builder.<String, String>stream(input + "left").peek((key, value) -> taken.run());
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
        return left().groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
                .windowedBy(TimeWindows.ofSizeAndGrace(WINDOW, Duration.ofSeconds(20)))
                .count(Materialized.<String, Long, WindowStore<Bytes, byte[]>>as("windowed")
                        .withValueSerde(Serdes.Long()))
                .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()).withName("held-back"))
                .toStream()
                .map((window, count) -> KeyValue.pair(text(window), count.toString()));
    }

    private KStream<String, String> finalWindows() {
        return left().groupByKey()
                .windowedBy(TimeWindows.ofSizeAndGrace(WINDOW, Duration.ofSeconds(20)))
                .emitStrategy(EmitStrategy.onWindowClose())
                .count(Materialized.<String, Long, WindowStore<Bytes, byte[]>>as("windowed")
                        .withValueSerde(Serdes.Long()))
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
