package io.millrace.dsl;

import static io.millrace.dsl.Topologies.store;
import static io.millrace.dsl.Topologies.stream;
import static io.millrace.dsl.Topologies.table;

import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.kstream.Joined;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.ValueJoiner;
import io.millrace.streams.kstream.ValueJoinerWithKey;
import io.millrace.streams.state.Stores;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;

/** Joins of a stream with a table. */
final class JoinTopologies {

    private static final ValueJoiner<String, String, String> JOINER = (value, tableValue) -> value;
    private static final ValueJoinerWithKey<String, String, String, String> WITH_KEY =
            (key, value, tableValue) -> value;

    private JoinTopologies() {}

    static void addTo(Topologies all) {
        all.dsl("join-every-form", builder -> {
            KStream<String, String> stream = stream(builder, "stream");
            KTable<String, String> table = table(builder, "table");
            stream.join(table, JOINER).to("out");
            stream.join(table, WITH_KEY).to("out");
            stream.join(table, JOINER, Joined.as("join")).to("out");
            stream.join(table, WITH_KEY, Joined.with(Serdes.String(), Serdes.String(), Serdes.String(), "join2"))
                    .to("out");
            stream.leftJoin(table, JOINER).to("out");
            stream.leftJoin(table, WITH_KEY).to("out");
            stream.leftJoin(table, JOINER, Joined.as("leftJoin")).to("out");
            stream.leftJoin(table, WITH_KEY, Joined.as("leftJoin2")).to("out");
        });
        all.dsl("join-with-grace", JoinTopologies::withGrace);
        all.dsl("join-table-first", builder -> {
            KTable<String, String> table = table(builder, "table");
            stream(builder, "stream").join(table, JOINER).to("out");
        });
        all.dsl("join-after-changed-key", builder -> {
            KStream<String, String> changed = stream(builder, "stream").selectKey((key, value) -> value);
            KTable<String, String> table = table(builder, "table");
            changed.join(table, JOINER).to("out");
            changed.leftJoin(table, JOINER).to("out");
            changed.join(table, JOINER, Joined.as("join")).to("out");
            changed.leftJoin(table, JOINER, Joined.as("leftJoin")).to("out");
        });
        all.dsl("join-with-derived-table", builder -> {
            KTable<String, String> table =
                    table(builder, "table").filter((key, value) -> true).mapValues(value -> value);
            stream(builder, "stream").join(table, JOINER).to("out");
        });
        all.dsl("join-with-stored-derived-table", builder -> {
            KTable<String, String> table = table(builder, "table")
                    .filter((key, value) -> true, store("filtered"))
                    .mapValues(value -> value);
            stream(builder, "stream").join(table, JOINER).to("out");
        });
        all.dsl("join-with-aggregate", builder -> {
            KTable<String, Long> counts =
                    stream(builder, "events").groupBy((key, value) -> value).count();
            stream(builder, "stream")
                    .join(counts, (value, count) -> value + count)
                    .to("out");
        });
        all.dsl("join-chain", builder -> {
            KTable<String, String> one = table(builder, "one");
            KTable<String, String> two = builder.table("two", store("two"));
            stream(builder, "stream")
                    .join(one, JOINER)
                    .leftJoin(two, JOINER)
                    .selectKey((key, value) -> value)
                    .join(one, JOINER)
                    .groupByKey()
                    .count()
                    .toStream()
                    .to("out");
        });
        all.dsl("join-of-toTable", builder -> {
            KStream<String, String> stream = stream(builder, "in");
            KTable<String, String> latest = stream.filter((key, value) -> true).toTable();
            stream.join(latest, JOINER).to("out");
        });
        all.dsl("join-of-merged-streams", builder -> {
            KTable<String, String> table = table(builder, "table");
            stream(builder, "a")
                    .merge(stream(builder, "b"))
                    .leftJoin(table, JOINER)
                    .to("out");
        });
    }

    private static void withGrace(StreamsBuilder builder) {
        Joined<String, String, String> grace =
                Joined.<String, String, String>with(null, null, null).withGracePeriod(Duration.ofMillis(5));
        KTable<String, String> versions = builder.table(
                "table", Materialized.as(Stores.persistentVersionedKeyValueStore("versions", Duration.ofMillis(10))));
        KStream<String, String> stream = builder.stream("stream");
        stream.join(versions, JOINER, grace).to("out");
        stream.leftJoin(versions.filter((key, value) -> true).mapValues(value -> value), JOINER, grace)
                .to("out");
        stream.selectKey((key, value) -> value)
                .join(versions.filterNot((key, value) -> true), JOINER, grace.withName("named"))
                .to("out");
    }
}
