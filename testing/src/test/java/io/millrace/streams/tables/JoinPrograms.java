package io.millrace.streams.tables;

import io.millrace.streams.KeyValue;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Named;
import io.millrace.streams.kstream.ValueJoiner;
import io.millrace.streams.state.KeyValueStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;

/** Joins of tables by key, in every combination of kind, stores, and what comes after. */
final class JoinPrograms {

    /**
     * Every change of either side in every state of the other, older records, equal values, values that join to null.
     */
    private static final List<String> SCRIPT = List.of(
            "l a=1@1",
            "r a=x@2",
            "l a=2@3",
            "r a=y@1",
            "l a=null@4",
            "r a=z@5",
            "l a=null@6",
            "l a=3@7",
            "r a=null@8",
            "r a=null@9",
            "l a=null@10",
            "r b=u@11",
            "l b=4@12",
            "l b=4@13",
            "r b=v@14",
            "l b=skip@15",
            "r b=w@16",
            "l b=5@2",
            "r b=null@1",
            "l null=6@17",
            "r null=q@18",
            "l b=null@19",
            "r c=null@20",
            "l c=null@21",
            "r c=s@22",
            "r c=t@23",
            "r c=null@24");

    private static final ValueJoiner<String, String, String> JOINER =
            (left, right) -> "skip".equals(left) ? null : left + "+" + right;

    private enum Kind {
        INNER,
        LEFT,
        OUTER
    }

    /** How the result is kept. */
    private enum Store {
        NONE,
        UNNAMED,
        CACHED,
        UNCACHED
    }

    /** What reads the result. */
    private enum After {
        STREAM,
        FILTER,
        STORED_FILTER,
        GROUPED,
        JOINED_BY_STREAM,
        JOINED_BY_TABLE
    }

    private JoinPrograms() {}

    static Map<String, Supplier<String>> all() {
        Map<String, Supplier<String>> all = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            for (Store store : Store.values()) {
                for (boolean stored : new boolean[] {false, true}) {
                    for (After after : After.values()) {
                        String name = "join " + kind + " store " + store + (stored ? " of stored" : "") + " " + after;
                        all.put(
                                name,
                                () -> Transcript.of(builder -> program(builder, kind, store, stored, after), SCRIPT));
                    }
                }
            }
        }
        return all;
    }

    private static void program(StreamsBuilder builder, Kind kind, Store store, boolean stored, After after) {
        KTable<String, String> left = table(builder, "l", stored);
        KTable<String, String> right = table(builder, "r", stored);
        KTable<String, String> joined = join(left, right, kind, store);
        switch (after) {
            case STREAM -> joined.toStream().to("out");
            case FILTER ->
                joined.filter((key, value) -> !value.startsWith("2")).toStream().to("out");
            case STORED_FILTER ->
                joined.filter((key, value) -> !value.startsWith("2"), Materialized.as("filtered"))
                        .toStream()
                        .to("out");
            case GROUPED ->
                joined.groupBy((key, value) -> KeyValue.pair("all", key + value))
                        .aggregate(
                                () -> "",
                                (key, value, sum) -> sum + "(" + value + ")",
                                (key, value, sum) -> sum.replace("(" + value + ")", ""))
                        .toStream()
                        .to("out");
            case JOINED_BY_STREAM ->
                builder.<String, String>stream("r2")
                        .merge(left.toStream())
                        .merge(right.toStream())
                        .selectKey((key, value) -> key)
                        .leftJoin(joined, (value, found) -> value + "~" + found)
                        .to("out");
            case JOINED_BY_TABLE ->
                joined.outerJoin(left.mapValues(value -> "m" + value), (one, other) -> one + "&" + other)
                        .toStream()
                        .to("out");
        }
    }

    private static KTable<String, String> table(StreamsBuilder builder, String topic, boolean stored) {
        return stored ? builder.table(topic, Materialized.as(topic + "-store")) : builder.table(topic);
    }

    private static KTable<String, String> join(
            KTable<String, String> left, KTable<String, String> right, Kind kind, Store store) {
        Materialized<String, String, KeyValueStore<Bytes, byte[]>> kept = switch (store) {
            case NONE -> null;
            case UNNAMED -> Materialized.with(null, null);
            case CACHED ->
                Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("joined")
                        .withCachingEnabled();
            case UNCACHED ->
                Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("joined")
                        .withCachingDisabled();
        };
        if (kept == null) {
            return switch (kind) {
                case INNER -> left.join(right, JOINER);
                case LEFT -> left.leftJoin(right, JOINER, Named.as("joining"));
                case OUTER -> left.outerJoin(right, JOINER);
            };
        }
        return switch (kind) {
            case INNER -> left.join(right, JOINER, Named.as("joining"), kept);
            case LEFT -> left.leftJoin(right, JOINER, kept);
            case OUTER -> left.outerJoin(right, JOINER, Named.as("joining"), kept);
        };
    }
}
