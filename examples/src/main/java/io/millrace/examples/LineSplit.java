package io.millrace.examples;

import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Produced;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;

/** One record becomes many: each line of the topic {@code lines} is split into words, which go to {@code words}. */
public final class LineSplit {

    private LineSplit() {}

    /** The topology. */
    public static Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("lines", Consumed.with(Serdes.String(), Serdes.String()))
                .flatMapValues(line -> List.of(line.split("\\W+")))
                .filter((key, word) -> !word.isEmpty())
                .to("words", Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }

    /** Runs it until it is stopped. */
    public static void main(String[] arguments) {
        MillraceStreams streams = new MillraceStreams(build(), Settings.of("line-split"));
        Settings.runUntilStopped(streams);
    }
}
