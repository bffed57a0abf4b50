package io.millrace.cli;

import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.WindowedSerdes;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The application: lines are split into words, brought together by word, and counted, in total and per window of time.
 *
 * <p>A line's time is when it was read, so a window says which words came in those seconds.
 */
final class WordCounts {

    static final String APPLICATION = "millrace-demo";
    static final String LINES = "lines";
    static final String COUNTS = "counts";
    static final String WINDOWED_COUNTS = "windowed-counts";
    /** Where the engine brings records of the same word together. */
    static final String WORDS = APPLICATION + "-words-repartition";

    /** How late a line may be. Partitions of the input advance one by one, so time does not run evenly. */
    private static final Duration GRACE = Duration.ofDays(1);

    private WordCounts() {}

    static Topology topology(Duration window) {
        Serde<String> text = Serdes.String();
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> lines = builder.stream(LINES, Consumed.with(text, text));

        KGroupedStream<String, String> words =
                lines.flatMapValues(Words::of).groupBy((file, word) -> word, Grouped.with("words", text, text));

        words.count(Materialized.as("counts")).toStream().to(COUNTS, Produced.with(text, Serdes.Long()));

        words.windowedBy(TimeWindows.ofSizeAndGrace(window, GRACE))
                .count(Materialized.as("windowed-counts"))
                .toStream()
                .to(WINDOWED_COUNTS, Produced.with(windowed(window), Serdes.Long()));

        return builder.build();
    }

    /** Keys of {@link #WINDOWED_COUNTS}: a word and the window in which it was counted. */
    static Serde<Windowed<String>> windowed(Duration window) {
        return WindowedSerdes.timeWindowedSerdeFrom(String.class, window.toMillis());
    }
}
