package io.millrace.examples;

import io.millrace.streams.KeyValue;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.TimeWindows;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Windows of event time: the highest temperature of each sensor in each minute. Readings that come up to ten seconds
 * late still count; later ones are dropped. Sensors that are too hot go to the topic {@code alarms}.
 */
public final class TemperatureWindows {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final double TOO_HOT = 80.0;

    private TemperatureWindows() {}

    /** The topology: reads sensor and degrees from {@code temperatures}. */
    public static Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("temperatures", Consumed.with(Serdes.String(), Serdes.Double()))
                .groupByKey(Grouped.with(Serdes.String(), Serdes.Double()))
                .windowedBy(TimeWindows.ofSizeAndGrace(WINDOW, GRACE))
                .reduce(Math::max, Materialized.as("highest"))
                .toStream()
                .filter((window, highest) -> highest > TOO_HOT)
                .map((window, highest) -> KeyValue.pair(
                        window.key(),
                        highest + " degrees in the minute from "
                                + Instant.ofEpochMilli(window.window().start())))
                .to("alarms", Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }

    /** Runs it until it is stopped. */
    public static void main(String[] arguments) {
        MillraceStreams streams = new MillraceStreams(build(), Settings.of("temperature-windows"));
        Settings.runUntilStopped(streams);
    }
}
