package io.millrace.examples;

import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Produced;
import org.apache.kafka.common.serialization.Serdes;

/** The smallest application: every record of the topic {@code lines} goes to {@code copies} as it is. */
public final class Pipe {

    private Pipe() {}

    /** The topology. */
    public static Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("lines", Consumed.with(Serdes.String(), Serdes.String()))
                .to("copies", Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }

    /** Runs it until it is stopped. */
    public static void main(String[] arguments) {
        MillraceStreams streams = new MillraceStreams(build(), Settings.of("pipe"));
        Settings.runUntilStopped(streams);
    }
}
