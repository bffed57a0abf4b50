package io.millrace.crash;

import io.millrace.streams.KeyValue;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.WindowStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/**
 * A stateful topology whose results show every loss and every doubling, its input, and what must come of it.
 *
 * <p>Lines are split into words, which go through a repartition and are counted: without holding back, so that each
 * word's outputs must be 1, 2, 3, ... n; and in windows, held back, so that only the last count of a commit is seen.
 * Beside that the lines' numbers are summed up per sender, in a store of the first subtopology.
 *
 * @param seed decides the lines
 * @param lines how many there are
 * @param startMs about the time of the first
 */
record CountingScenario(long seed, int lines, long startMs) {

    static final String INPUT = "lines";
    static final String RUNNING = "running";
    static final String WINDOWED = "windowed";
    static final String SUMS = "sums";
    static final int PARTITIONS = 2;
    static final long WINDOW_MS = 10_000;
    static final int WORDS_PER_LINE = 3;

    private static final int SENDERS = 5;
    private static final List<String> WORDS = List.of("ash", "birch", "cedar", "elm", "fir", "hazel", "oak");
    private static final Duration LONG = Duration.ofDays(1);

    /** Long ago, and always the same. */
    CountingScenario(long seed, int lines) {
        this(seed, lines, 10_000);
    }

    /** A line of the input. */
    record Line(int number, String sender, String text, long timestamp) {

        List<String> words() {
            return List.of(text.split(" ", -1));
        }
    }

    List<Line> input() {
        List<Line> input = new ArrayList<>(lines);
        for (int number = 0; number < lines; number++) {
            input.add(line(number));
        }
        return input;
    }

    /** Does not depend on the lines before it, so that a feeder may begin anywhere. */
    Line line(int number) {
        SplittableRandom chance = new SplittableRandom(seed * 31 + number);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < WORDS_PER_LINE; i++) {
            words.add(WORDS.get(chance.nextInt(WORDS.size())));
        }
        long outOfOrderMs = chance.nextInt(3_000);
        String sender = "sender" + chance.nextInt(SENDERS);
        return new Line(number, sender, String.join(" ", words), startMs + number * 250L - outOfOrderMs);
    }

    static Topology topology() {
        return topology(() -> {});
    }

    /** @param trouble called with every line; may throw */
    static Topology topology(Runnable trouble) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> lines = builder.<String, String>stream(INPUT).peek((sender, line) -> trouble.run());
        KGroupedStream<String, String> byWord = lines.flatMapValues(
                        line -> List.of(line.substring(line.indexOf(':') + 1).split(" ", -1)))
                .groupBy((sender, word) -> word, Grouped.as("by-word"));
        byWord.count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as(RUNNING)
                        .withValueSerde(Serdes.Long())
                        .withCachingDisabled())
                .toStream()
                .to(RUNNING, Produced.with(Serdes.String(), Serdes.Long()));
        byWord.windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMillis(WINDOW_MS), LONG))
                .count(Materialized.<String, Long, WindowStore<Bytes, byte[]>>as(WINDOWED)
                        .withValueSerde(Serdes.Long())
                        .withRetention(LONG.multipliedBy(2)))
                .toStream()
                .map((window, count) ->
                        KeyValue.pair(windowed(window.key(), window.window().start()), count))
                .to(WINDOWED, Produced.with(Serdes.String(), Serdes.Long()));
        lines.mapValues(line -> Long.parseLong(line.substring(0, line.indexOf(':'))))
                .groupByKey(Grouped.with(Serdes.String(), Serdes.Long()))
                .reduce(
                        Long::sum,
                        Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as(SUMS)
                                .withValueSerde(Serdes.Long()))
                .toStream()
                .to(SUMS, Produced.with(Serdes.String(), Serdes.Long()));
        return builder.build();
    }

    static String windowed(String word, long start) {
        return word + "@" + start;
    }

    static StreamsConfig config(Map<String, ?> more) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "crash");
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.putAll(more);
        return new StreamsConfig(config);
    }

    Results expected() {
        return expected(input());
    }

    /** What must come of these lines. */
    static Results expected(List<Line> input) {
        Map<String, Long> running = new TreeMap<>();
        Map<String, Long> windowed = new TreeMap<>();
        Map<String, Long> sums = new TreeMap<>();
        for (Line line : input) {
            for (String word : line.words()) {
                running.merge(word, 1L, Long::sum);
                windowed.merge(windowed(word, line.timestamp() / WINDOW_MS * WINDOW_MS), 1L, Long::sum);
            }
            sums.merge(line.sender(), (long) line.number(), Long::sum);
        }
        return new Results(running, windowed, sums);
    }

    /** Final values, as outputs and stores must have them. */
    record Results(Map<String, Long> running, Map<String, Long> windowed, Map<String, Long> sums) {}
}
