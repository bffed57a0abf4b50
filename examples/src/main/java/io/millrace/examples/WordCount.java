package io.millrace.examples;

import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.embedded.EmbeddedLog;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Counts words. Records of the same word are brought together by a repartition, and the counts are kept in a store, so
 * they are still there when the program is started again.
 */
public final class WordCount {

    private WordCount() {}

    /** The topology. */
    public static Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("lines", Consumed.with(Serdes.String(), Serdes.String()))
                .flatMapValues(line -> List.of(line.toLowerCase(Locale.ROOT).split("\\W+")))
                .filter((key, word) -> !word.isEmpty())
                .groupBy((key, word) -> word, Grouped.with("words", Serdes.String(), Serdes.String()))
                .count(Materialized.as("counts"))
                .toStream()
                .to("counts", Produced.with(Serdes.String(), Serdes.Long()));
        return builder.build();
    }

    /** Feeds the arguments, one line each, and runs until it is stopped. */
    @SuppressWarnings("FutureReturnValueIgnored") // flush() waits for what was sent
    public static void main(String[] arguments) {
        Properties settings = Settings.of("word-count");
        try (EmbeddedLog log = EmbeddedLog.open(settings);
                Producer<String, String> producer =
                        log.producer(new StringSerializer(), new StringSerializer(), Map.of())) {
            for (String line : arguments) {
                producer.send(new ProducerRecord<>("lines", line));
            }
            producer.flush();
            MillraceStreams streams = new MillraceStreams(build(), settings);
            Settings.runUntilStopped(streams);
        }
    }
}
