package io.millrace.examples;

import io.millrace.streams.KeyValue;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.Windowed;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Sessions: the pages that a customer looks at in one visit. A visit is over when nothing has come for thirty minutes;
 * only then it goes, once, to the topic {@code visits}. A late page may join two visits into one.
 */
public final class ShopVisits {

    private static final Duration PAUSE = Duration.ofMinutes(30);
    private static final Duration GRACE = Duration.ofMinutes(1);

    private ShopVisits() {}

    /** The topology: reads customer and page from {@code pages}. */
    public static Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("pages", Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
                .windowedBy(SessionWindows.ofInactivityGapAndGrace(PAUSE, GRACE))
                .emitStrategy(EmitStrategy.onWindowClose())
                .reduce((pages, page) -> pages + " > " + page, Materialized.as("visits-by-customer"))
                .toStream()
                .map((visit, pages) -> KeyValue.pair(visit.key(), minutes(visit) + " minutes: " + pages))
                .to("visits", Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }

    private static long minutes(Windowed<String> visit) {
        return Duration.between(visit.window().startTime(), visit.window().endTime())
                .toMinutes();
    }

    /** Runs it until it is stopped. */
    public static void main(String[] arguments) {
        MillraceStreams streams = new MillraceStreams(build(), Settings.of("shop-visits"));
        Settings.runUntilStopped(streams);
    }
}
