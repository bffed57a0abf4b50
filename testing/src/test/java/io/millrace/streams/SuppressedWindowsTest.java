package io.millrace.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.kstream.CogroupedKStream;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.Initializer;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Merger;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.SlidingWindows;
import io.millrace.streams.kstream.Suppressed;
import io.millrace.streams.kstream.Suppressed.BufferConfig;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The result of a window goes on at the time at which Kafka Streams 4.3.1 lets it go on, and not earlier. */
class SuppressedWindowsTest {

    private static final Duration SIZE = Duration.ofMillis(10);
    private static final Duration GRACE = Duration.ofMillis(5);
    private static final TimeWindows TIME = TimeWindows.ofSizeAndGrace(SIZE, GRACE);
    private static final SlidingWindows SLIDING = SlidingWindows.ofTimeDifferenceAndGrace(SIZE, GRACE);
    private static final SessionWindows SESSION = SessionWindows.ofInactivityGapAndGrace(SIZE, GRACE);

    /** Windows, the one of a record at time 100, and when it goes on. */
    enum Form {
        TIME_WINDOW(115, "k@100-110") {
            @Override
            KTable<Windowed<String>, ?> over(KGroupedStream<String, String> grouped) {
                return grouped.windowedBy(TIME).count();
            }
        },
        SLIDING_WINDOW(105, "k@90-100") {
            @Override
            KTable<Windowed<String>, ?> over(KGroupedStream<String, String> grouped) {
                return grouped.windowedBy(SLIDING).count();
            }
        },
        SESSION_WINDOW(115, "k@100-100") {
            @Override
            KTable<Windowed<String>, ?> over(KGroupedStream<String, String> grouped) {
                return grouped.windowedBy(SESSION).count();
            }
        },
        COGROUPED_TIME_WINDOW(115, "k@100-110") {
            @Override
            KTable<Windowed<String>, ?> over(KGroupedStream<String, String> grouped) {
                return cogrouped(grouped).windowedBy(TIME).aggregate(EMPTY, texts());
            }
        },
        COGROUPED_SLIDING_WINDOW(105, "k@90-100") {
            @Override
            KTable<Windowed<String>, ?> over(KGroupedStream<String, String> grouped) {
                return cogrouped(grouped).windowedBy(SLIDING).aggregate(EMPTY, texts());
            }
        },
        COGROUPED_SESSION_WINDOW(115, "k@100-100") {
            @Override
            KTable<Windowed<String>, ?> over(KGroupedStream<String, String> grouped) {
                Merger<String, String> merger = (key, one, other) -> one + other;
                return cogrouped(grouped).windowedBy(SESSION).aggregate(EMPTY, merger, texts());
            }
        };

        private static final Initializer<String> EMPTY = () -> "";

        final long goesOnAt;
        final String window;

        Form(long goesOnAt, String window) {
            this.goesOnAt = goesOnAt;
            this.window = window;
        }

        abstract KTable<Windowed<String>, ?> over(KGroupedStream<String, String> grouped);

        private static CogroupedKStream<String, String> cogrouped(KGroupedStream<String, String> grouped) {
            Aggregator<String, String, String> aggregator = (key, value, all) -> all + value;
            return grouped.cogroup(aggregator);
        }

        private static <S extends StateStore> Materialized<String, String, S> texts() {
            return Materialized.with(Serdes.String(), Serdes.String());
        }
    }

    /** What has gone on when stream time is so far. */
    private static List<String> outputAt(Form form, long streamTime) {
        StreamsBuilder builder = new StreamsBuilder();
        KGroupedStream<String, String> grouped = builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey(Grouped.with(Serdes.String(), Serdes.String()));
        form.over(grouped)
                .suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
                .toStream((window, value) -> window.key() + "@"
                        + window.window().start() + "-" + window.window().end())
                .mapValues(value -> "closed")
                .to("out", Produced.with(Serdes.String(), Serdes.String()));
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), new Properties())) {
            TestInputTopic<String, String> in =
                    driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            in.pipeInput("k", "v", 100L);
            in.pipeInput("later", "v", streamTime);
            return driver
                    .createOutputTopic("out", new StringDeserializer(), new StringDeserializer())
                    .readKeyValuesToList()
                    .stream()
                    .map(result -> result.key)
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWindowGoesOnWhenItHasClosed(Form form) {
        assertThat(outputAt(form, form.goesOnAt - 1)).isEmpty();
        assertThat(outputAt(form, form.goesOnAt)).containsExactly(form.window);
    }
}
