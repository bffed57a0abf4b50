package io.millrace.benchmarks.compare;

import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.Joined;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.kstream.WindowedSerdes;
import io.millrace.streams.state.KeyValueStore;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/**
 * The works as topologies of Millrace. The same text as in {@link KafkaTopologies}, but for the imports: change both.
 */
final class MillraceTopologies {
    /** What the name of the topic with a table's rows ends with. */
    static final String ROWS = "-rows";

    private static final Serde<String> TEXT = Serdes.String();
    private static final Serde<Long> COUNT = Serdes.Long();

    private MillraceTopologies() {}

    static Topology of(Work work, String input, String output, Progress progress) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> records = builder.stream(input, Consumed.with(TEXT, TEXT));
        switch (work) {
            case PIPE -> pipe(records, output, progress);
            case WORD_COUNT -> wordCount(records, output, progress);
            case WINDOWED_COUNT -> windowedCount(records, output, progress);
            case LARGE_STATE -> largeState(records, output, progress);
            case TABLE_JOIN -> tableJoin(builder, records, input + ROWS, output, progress);
            case RESTORE -> throw new IllegalArgumentException("restoring reads no stream");
        }
        return builder.build();
    }

    private static void pipe(KStream<String, String> records, String output, Progress progress) {
        records.filter((key, value) -> {
                    progress.step();
                    return PlainSteps.isKept(value);
                })
                .mapValues(PlainSteps::mapped)
                .to(output, Produced.with(TEXT, TEXT));
    }

    private static void wordCount(KStream<String, String> lines, String output, Progress progress) {
        lines.flatMapValues(line -> Arrays.asList(PlainSteps.words(line)))
                .groupBy((key, word) -> word, Grouped.with(TEXT, TEXT))
                .aggregate(
                        () -> 0L,
                        (word, same, count) -> {
                            progress.step();
                            return count + 1;
                        },
                        Materialized.with(TEXT, COUNT))
                .toStream()
                .to(output, Produced.with(TEXT, COUNT));
    }

    private static void windowedCount(KStream<String, String> records, String output, Progress progress) {
        records.groupByKey(Grouped.with(TEXT, TEXT))
                .windowedBy(
                        TimeWindows.ofSizeAndGrace(Duration.ofMillis(Work.WINDOW_MS), Duration.ofMillis(Work.GRACE_MS)))
                .aggregate(
                        () -> 0L,
                        (key, value, count) -> {
                            progress.step();
                            return count + 1;
                        },
                        Materialized.with(TEXT, COUNT))
                .toStream()
                .to(output, Produced.with(WindowedSerdes.timeWindowedSerdeFrom(String.class, Work.WINDOW_MS), COUNT));
    }

    private static void largeState(KStream<String, String> records, String output, Progress progress) {
        records.groupByKey(Grouped.with(TEXT, TEXT))
                .aggregate(
                        () -> "",
                        (key, latest, before) -> {
                            progress.step();
                            return latest;
                        },
                        Materialized.with(TEXT, TEXT))
                .toStream()
                .to(output, Produced.with(TEXT, TEXT));
    }

    private static void tableJoin(
            StreamsBuilder builder, KStream<String, String> records, String rows, String output, Progress progress) {
        KTable<String, String> table = builder.table(rows, Consumed.with(TEXT, TEXT));
        records.leftJoin(
                        table,
                        (value, row) -> {
                            progress.step();
                            return row == null ? value : value.concat(row);
                        },
                        Joined.with(TEXT, TEXT, TEXT))
                .to(output, Produced.with(TEXT, TEXT));
    }

    /** A table whose changelog is read into an empty folder; its source has no records. */
    static Topology restored(String source, String store) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.table(
                source,
                Consumed.with(TEXT, TEXT),
                Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as(store)
                        .withKeySerde(TEXT)
                        .withValueSerde(TEXT));
        return builder.build();
    }

    /** Keeps the latest value of each key together with the name of the instance that was given it. */
    static Topology marked(String input, String output, String instance) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(input, Consumed.with(TEXT, TEXT))
                .groupByKey(Grouped.with(TEXT, TEXT))
                .aggregate(
                        () -> "",
                        (key, latest, before) -> instance.concat(" ").concat(latest),
                        Materialized.with(TEXT, TEXT))
                .toStream()
                .to(output, Produced.with(TEXT, TEXT));
        return builder.build();
    }
}
