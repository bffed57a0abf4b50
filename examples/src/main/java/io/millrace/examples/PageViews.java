package io.millrace.examples;

import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.GlobalKTable;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A stream joined with what is known: views of pages, each by a user, counted by the region that the user lives in.
 * Users are few and are looked up by whatever a record says, so every instance holds all of them: a global table.
 */
public final class PageViews {

    private static final String NOWHERE = "unknown";

    private PageViews() {}

    /** The topology: reads page and user from {@code views}, user and region from {@code users}. */
    public static Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        GlobalKTable<String, String> regions =
                builder.globalTable("users", Consumed.with(Serdes.String(), Serdes.String()));
        builder.stream("views", Consumed.with(Serdes.String(), Serdes.String()))
                .leftJoin(regions, (page, user) -> user, (user, region) -> region == null ? NOWHERE : region)
                .groupBy((page, region) -> region, Grouped.with(Serdes.String(), Serdes.String()))
                .count(Materialized.as("views-by-region"))
                .toStream()
                .to("regions", Produced.with(Serdes.String(), Serdes.Long()));
        return builder.build();
    }

    /** Runs it until it is stopped. */
    public static void main(String[] arguments) {
        MillraceStreams streams = new MillraceStreams(build(), Settings.of("page-views"));
        Settings.runUntilStopped(streams);
    }
}
