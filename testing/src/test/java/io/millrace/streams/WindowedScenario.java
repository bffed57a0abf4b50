package io.millrace.streams;

import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.SlidingWindows;
import io.millrace.streams.kstream.TimeWindowedCogroupedKStream;
import io.millrace.streams.kstream.TimeWindowedKStream;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.kstream.UnlimitedWindows;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.state.SessionStore;
import io.millrace.streams.state.WindowStore;
import io.millrace.streams.test.TestRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;

/**
 * A windowed aggregation and its input, both drawn from a seed: every kind of windows, alone or as a cogroup, with
 * every emit strategy, in memory and on disk, with and without cache; records out of order, late, with equal times,
 * without key or value, and aggregates that are deleted. Written against the public API alone, so that with the
 * package's name changed the same source runs on Kafka Streams.
 */
final class WindowedScenario {

    private static final int RECORDS = 60;
    private static final String[] KEYS = {"a", "b", "bb", ""};
    private static final String DELETE = "del";

    private final Random random;
    private final Kind kind;
    private final boolean isCogroup;
    private final EmitStrategy strategy;
    private final Duration size;
    private final Duration grace;
    private final Duration advance;
    private final boolean isCached;
    private final boolean isInMemory;
    private final List<String> lines = new ArrayList<>();

    private enum Kind {
        SESSION,
        SLIDING,
        TUMBLING,
        HOPPING,
        UNLIMITED
    }

    WindowedScenario(long seed) {
        random = new Random(seed);
        kind = Kind.values()[random.nextInt(Kind.values().length)];
        isCogroup = random.nextInt(4) == 0;
        boolean isFinal = !isCogroup && kind != Kind.UNLIMITED && random.nextInt(3) == 0;
        strategy = isFinal ? EmitStrategy.onWindowClose() : EmitStrategy.onWindowUpdate();
        int sizeMs = 1 + random.nextInt(20);
        size = Duration.ofMillis(sizeMs);
        grace = Duration.ofMillis(Math.max(0, random.nextInt(30) - 10));
        advance = Duration.ofMillis(1 + random.nextInt(sizeMs));
        isCached = random.nextBoolean();
        isInMemory = random.nextBoolean() && !(isFinal && kind == Kind.SESSION);
        lines.add(kind + (isCogroup ? " cogroup" : "") + (isFinal ? " final" : "") + (isCached ? " cached" : "")
                + (isInMemory ? " in memory" : "") + " size " + sizeMs + " grace " + grace.toMillis() + " advance "
                + advance.toMillis());
    }

    /** What comes out, record by record. */
    List<String> run() {
        Properties config = new Properties();
        config.put("application.id", "windowed");
        try (TopologyTestDriver driver = new TopologyTestDriver(topology(), config, Instant.ofEpochMilli(1000))) {
            feed(driver);
        }
        return lines;
    }

    private Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        KGroupedStream<String, String> first = grouped(builder, "in");
        KGroupedStream<String, String> second = grouped(builder, "in2");
        KTable<Windowed<String>, String> table =
                kind == Kind.SESSION ? sessions(first, second) : windows(first, second);
        table.toStream((key, value) -> key.key() + "[" + key.window().start() + ","
                        + key.window().end() + "]")
                .mapValues(value -> "" + value)
                .to("out", Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }

    private static KGroupedStream<String, String> grouped(StreamsBuilder builder, String topic) {
        return builder.stream(topic, Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey(Grouped.with(Serdes.String(), Serdes.String()));
    }

    private KTable<Windowed<String>, String> sessions(
            KGroupedStream<String, String> first, KGroupedStream<String, String> second) {
        SessionWindows windows = SessionWindows.ofInactivityGapAndGrace(size, grace);
        Materialized<String, String, SessionStore<Bytes, byte[]>> store = settings(Materialized.as("store"));
        return isCogroup
                ? first.<String>cogroup(WindowedScenario::add)
                        .cogroup(second, WindowedScenario::addOther)
                        .windowedBy(windows)
                        .aggregate(() -> "i", WindowedScenario::merge, store)
                : first.windowedBy(windows)
                        .emitStrategy(strategy)
                        .aggregate(() -> "i", WindowedScenario::add, WindowedScenario::merge, store);
    }

    private KTable<Windowed<String>, String> windows(
            KGroupedStream<String, String> first, KGroupedStream<String, String> second) {
        Materialized<String, String, WindowStore<Bytes, byte[]>> store = settings(Materialized.as("store"));
        if (isCogroup) {
            var both = first.<String>cogroup(WindowedScenario::add).cogroup(second, WindowedScenario::addOther);
            TimeWindowedCogroupedKStream<String, String> windowed = switch (kind) {
                case SLIDING -> both.windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(size, grace));
                case UNLIMITED -> both.windowedBy(unlimited());
                default -> both.windowedBy(timeWindows());
            };
            return windowed.aggregate(() -> "i", store);
        }
        TimeWindowedKStream<String, String> windowed = switch (kind) {
            case SLIDING -> first.windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(size, grace));
            case UNLIMITED -> first.windowedBy(unlimited());
            default -> first.windowedBy(timeWindows());
        };
        return windowed.emitStrategy(strategy).aggregate(() -> "i", WindowedScenario::add, store);
    }

    private TimeWindows timeWindows() {
        TimeWindows tumbling = TimeWindows.ofSizeAndGrace(size, grace);
        return kind == Kind.HOPPING ? tumbling.advanceBy(advance) : tumbling;
    }

    private UnlimitedWindows unlimited() {
        return UnlimitedWindows.of().startOn(Instant.ofEpochMilli(size.toMillis()));
    }

    /** Kept long, since what the original still sees of windows that have expired depends on its cache. */
    private <S extends StateStore> Materialized<String, String, S> settings(Materialized<String, String, S> store) {
        store.withKeySerde(Serdes.String())
                .withValueSerde(Serdes.String())
                .withStoreType(isInMemory ? Materialized.StoreType.IN_MEMORY : Materialized.StoreType.ROCKS_DB);
        if (kind != Kind.UNLIMITED) {
            store.withRetention(Duration.ofDays(1));
        }
        return isCached ? store.withCachingEnabled() : store.withCachingDisabled();
    }

    private static String add(String key, String value, String sum) {
        return DELETE.equals(value) ? null : sum + "|" + value;
    }

    private static String addOther(String key, String value, String sum) {
        return sum + "/" + value;
    }

    private static String merge(String key, String one, String other) {
        return one + "&" + other;
    }

    private void feed(TopologyTestDriver driver) {
        var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
        var other = driver.createInputTopic("in2", new StringSerializer(), new StringSerializer());
        var out = driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());
        long now = 0;
        for (int i = 0; i < RECORDS; i++) {
            now += random.nextInt(4) == 0 ? random.nextInt(30) : random.nextInt(4);
            long timestamp = Math.max(0, now - random.nextInt(random.nextInt(3) == 0 ? 60 : 6));
            String key = random.nextInt(25) == 0 ? null : KEYS[random.nextInt(KEYS.length)];
            String value = random.nextInt(12) == 0 ? null : random.nextInt(12) == 0 ? DELETE : "v" + i;
            RecordHeaders headers = new RecordHeaders();
            headers.add("n", Integer.toString(i).getBytes(StandardCharsets.UTF_8));
            lines.add(key + "," + value + "," + timestamp);
            (isCogroup && random.nextBoolean() ? other : in)
                    .pipeInput(new TestRecord<>(key, value, headers, timestamp));
            out.readRecordsToList().forEach(this::note);
        }
    }

    private void note(TestRecord<String, String> result) {
        StringBuilder line = new StringBuilder("  -> ");
        line.append(result.key()).append('=').append(result.value()).append('@').append(result.timestamp());
        result.headers().forEach(header -> line.append('#').append(new String(header.value(), StandardCharsets.UTF_8)));
        lines.add(line.toString());
    }
}
