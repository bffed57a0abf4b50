package io.millrace.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.SlidingWindows;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.kstream.Windowed;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/**
 * Where windows begin, end and close, to the millisecond: equal to the boundary, one before, one after. The expected
 * lines were written by Kafka Streams 4.3.1.
 */
class WindowBoundariesTest {

    private static final String EMIT_INTERVAL = "__emit.interval.ms.kstreams.windowed.aggregation__";

    private final Properties config = new Properties();
    private long tickMs;

    private static KTable<Windowed<String>, Long> sessions(KGroupedStream<String, String> grouped) {
        return grouped.windowedBy(SessionWindows.ofInactivityGapAndGrace(Duration.ofMillis(10), Duration.ofMillis(5)))
                .count();
    }

    private static KTable<Windowed<String>, Long> finalSessions(KGroupedStream<String, String> grouped) {
        return grouped.windowedBy(SessionWindows.ofInactivityGapAndGrace(Duration.ofMillis(10), Duration.ofMillis(5)))
                .emitStrategy(EmitStrategy.onWindowClose())
                .count();
    }

    private static KTable<Windowed<String>, Long> sliding(KGroupedStream<String, String> grouped) {
        return grouped.windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(Duration.ofMillis(10), Duration.ofMillis(5)))
                .count();
    }

    private static KTable<Windowed<String>, Long> finalSliding(KGroupedStream<String, String> grouped) {
        return grouped.windowedBy(SlidingWindows.ofTimeDifferenceAndGrace(Duration.ofMillis(10), Duration.ofMillis(5)))
                .emitStrategy(EmitStrategy.onWindowClose())
                .count();
    }

    private static KTable<Windowed<String>, Long> finalTumbling(KGroupedStream<String, String> grouped) {
        return grouped.windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMillis(10), Duration.ofMillis(5)))
                .emitStrategy(EmitStrategy.onWindowClose())
                .count();
    }

    @Test
    void aSessionTakesWhatIsExactlyTheGapAway() {
        assertThat(results(WindowBoundariesTest::sessions, "k@100", "k@110", "k@121", "k@90"))
                .containsExactly(
                        "k@100 -> k[100,100]=1@100",
                        "k@110 -> k[100,100]=null@100  k[100,110]=2@110",
                        "k@121 -> k[121,121]=1@121",
                        "k@90 -> k[100,110]=null@110  k[90,110]=3@110");
    }

    @Test
    void aSessionClosesWhenItsEndIsFurtherBackThanGapAndGrace() {
        config.put("statestore.cache.max.bytes", 0L);
        assertThat(results(WindowBoundariesTest::sessions, "other@115", "k@100", "k@99"))
                .containsExactly("other@115 -> other[115,115]=1@115", "k@100 -> k[100,100]=1@100", "k@99 -> ");
    }

    @Test
    void aLateRecordCountsWhenItJoinsASessionThatIsOpen() {
        assertThat(results(WindowBoundariesTest::sessions, "k@100", "other@110", "k@90", "k@89", "k@78"))
                .containsExactly(
                        "k@100 -> k[100,100]=1@100",
                        "other@110 -> other[110,110]=1@110",
                        "k@90 -> k[100,100]=null@100  k[90,100]=2@100",
                        "k@89 -> k[90,100]=null@100  k[89,100]=3@100",
                        "k@78 -> ");
    }

    @Test
    void aSessionThatHasClosedGoesOnOnce() {
        assertThat(results(
                        WindowBoundariesTest::finalSessions,
                        "k@100",
                        "k@105",
                        "other@120",
                        "other@121",
                        "other@136",
                        "other@137"))
                .containsExactly(
                        "k@100 -> ",
                        "k@105 -> ",
                        "other@120 -> ",
                        "other@121 -> k[100,105]=2@105",
                        "other@136 -> ",
                        "other@137 -> other[120,121]=2@121");
    }

    @Test
    void bothEndsOfASlidingWindowBelongToIt() {
        assertThat(results(WindowBoundariesTest::sliding, "k@100", "k@110", "k@121", "k@111"))
                .containsExactly(
                        "k@100 -> k[90,100]=1@100",
                        "k@110 -> k[101,111]=1@110  k[100,110]=2@110",
                        "k@121 -> k[111,121]=1@121",
                        "k@111 -> k[111,121]=2@121  k[112,122]=1@121");
    }

    @Test
    void aSlidingWindowClosesWhenItsEndIsFurtherBackThanTheGrace() {
        assertThat(results(WindowBoundariesTest::sliding, "other@115", "k@100", "k@99", "other@116", "k@100"))
                .containsExactly(
                        "other@115 -> other[105,115]=1@115",
                        "k@100 -> ",
                        "k@99 -> ",
                        "other@116 -> other[116,126]=1@116  other[106,116]=2@116",
                        "k@100 -> ");
    }

    @Test
    void earlyRecordsShareTheSlidingWindowAtTheEpoch() {
        assertThat(results(WindowBoundariesTest::sliding, "k@9", "k@0", "k@10", "k@4", "k@4"))
                .containsExactly(
                        "k@9 -> k[0,10]=1@9",
                        "k@0 -> k[1,11]=1@9  k[0,10]=2@9",
                        "k@10 -> k[1,11]=2@10  k[0,10]=3@10  k[10,20]=1@10",
                        "k@4 -> k[1,11]=3@10  k[5,15]=2@10  k[0,10]=4@10",
                        "k@4 -> k[1,11]=4@10  k[0,10]=5@10");
    }

    @Test
    void aSlidingWindowGoesOnWhenStreamTimeHasPassedItsEndAndTheGrace() {
        assertThat(results(WindowBoundariesTest::finalSliding, "k@100", "other@105", "other@106"))
                .containsExactly("k@100 -> ", "other@105 -> ", "other@106 -> k[90,100]=1@100");
    }

    @Test
    void aTimeWindowGoesOnWhenStreamTimeReachesItsEndAndTheGrace() {
        assertThat(results(
                        WindowBoundariesTest::finalTumbling,
                        "k@0",
                        "k@9",
                        "other@14",
                        "k@3",
                        "other@15",
                        "k@4",
                        "other@25"))
                .containsExactly(
                        "k@0 -> ",
                        "k@9 -> ",
                        "other@14 -> ",
                        "k@3 -> ",
                        "other@15 -> k[0,10]=3@9",
                        "k@4 -> ",
                        "other@25 -> other[10,20]=2@15");
    }

    @Test
    void finalResultsAreLookedForOncePerInterval() {
        config.put(EMIT_INTERVAL, 1000L);
        tickMs = 400;
        assertThat(results(WindowBoundariesTest::finalTumbling, "k@0", "k@15", "k@30", "k@45", "k@60", "k@75", "k@90"))
                .containsExactly(
                        "k@0 -> ",
                        "k@15 -> ",
                        "k@30 -> ",
                        "k@45 -> k[0,10]=1@0  k[10,20]=1@15  k[30,40]=1@30",
                        "k@60 -> ",
                        "k@75 -> ",
                        "k@90 -> k[40,50]=1@45  k[60,70]=1@60  k[70,80]=1@75");
    }

    /**
     * Kafka Streams loses them here if there is no cache, because they are past the store's retention already:
     * docs/differences.md.
     */
    @Test
    void finalResultsSurviveAJumpInTime() {
        config.put("statestore.cache.max.bytes", 0L);
        assertThat(results(WindowBoundariesTest::finalTumbling, "k@0", "k@10", "other@100000000"))
                .containsExactly("k@0 -> ", "k@10 -> ", "other@100000000 -> k[0,10]=1@0  k[10,20]=1@10");
    }

    private List<String> results(
            Function<KGroupedStream<String, String>, KTable<Windowed<String>, Long>> aggregation, String... records) {
        StreamsBuilder builder = new StreamsBuilder();
        KGroupedStream<String, String> grouped = builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey(Grouped.with(Serdes.String(), Serdes.String()));
        aggregation
                .apply(grouped)
                .toStream((key, count) -> key.key() + "[" + key.window().start() + ","
                        + key.window().end() + "]=" + count)
                .mapValues(count -> "")
                .to("out");
        config.put("default.key.serde", Serdes.StringSerde.class);
        config.put("default.value.serde", Serdes.StringSerde.class);
        config.put("application.id", "boundaries");
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), config, Instant.ofEpochMilli(5000))) {
            var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            var out = driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());
            return Arrays.stream(records)
                    .map(record -> {
                        String[] parts = record.split("@");
                        in.pipeInput(parts[0], "v", Long.parseLong(parts[1]));
                        driver.advanceWallClockTime(Duration.ofMillis(tickMs));
                        return record + " -> "
                                + out.readRecordsToList().stream()
                                        .map(result -> result.key() + "@" + result.timestamp())
                                        .collect(Collectors.joining("  "));
                    })
                    .toList();
        }
    }
}
