package io.millrace.streams.tables;

import io.millrace.streams.KeyValue;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.TableJoined;
import io.millrace.streams.kstream.ValueJoiner;
import io.millrace.streams.state.KeyValueStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;

/** Joins by a foreign key, which is the part of a left value before the colon; "none" stands for no foreign key. */
final class ForeignKeyPrograms {

    /**
     * Every change of either side in every state of the other, many to one, older records, a foreign key that moves.
     */
    private static final List<String> SCRIPT = List.of(
            "l a=x:1@1",
            "r x=R1@2",
            "l a=x:2@3",
            "l a=x:2@4",
            "l b=x:3@1",
            "r x=R2@5",
            "r x=R2@6",
            "l a=y:4@7",
            "r y=S1@3",
            "l a=y:5@8",
            "l a=none:6@9",
            "r y=S2@10",
            "l a=z:7@11",
            "l a=x:8@12",
            "l a=none:9@13",
            "l a=none:10@13",
            "l a=z:11@14",
            "l a=null@15",
            "l a=null@16",
            "l b=null@17",
            "r x=R3@18",
            "l c=x:12@2",
            "r x=null@19",
            "r x=null@20",
            "l c=x:13@21",
            "l c=null@22",
            "l d=none:14@23",
            "l d=null@24",
            "r null=T@25",
            "l null=x:15@26",
            "l e=xx:16@27",
            "l f=x:17@28",
            "r x=R4@29",
            "r xx=R5@1");

    private static final ValueJoiner<String, String, String> JOINER =
            (left, right) -> left.endsWith("3") ? null : left + "+" + right;

    private enum Store {
        NONE,
        UNNAMED,
        CACHED
    }

    private enum After {
        STREAM,
        GROUPED,
        JOINED_BY_STREAM,
        CHAINED
    }

    private ForeignKeyPrograms() {}

    static Map<String, Supplier<String>> all() {
        Map<String, Supplier<String>> all = new TreeMap<>();
        for (boolean left : new boolean[] {false, true}) {
            for (Store store : Store.values()) {
                for (boolean derived : new boolean[] {false, true}) {
                    for (After after : After.values()) {
                        String name = "foreign key " + (left ? "LEFT" : "INNER") + " store " + store
                                + (derived ? " of derived" : "") + " " + after;
                        all.put(
                                name,
                                () -> Transcript.of(builder -> program(builder, left, store, derived, after), SCRIPT));
                    }
                }
            }
        }
        for (boolean left : new boolean[] {false, true}) {
            all.put(
                    "foreign key " + (left ? "LEFT" : "INNER") + " messages",
                    () -> Transcript.of(
                            builder -> messages(builder, left),
                            SCRIPT,
                            "app-fk-subscription-registration-topic",
                            "app-fk-subscription-response-topic"));
        }
        all.put("foreign key to itself", () -> Transcript.of(ForeignKeyPrograms::itself, toItself()));
        all.put("foreign key with partitioners", () -> Transcript.of(ForeignKeyPrograms::partitioned, SCRIPT));
        return all;
    }

    private static void program(StreamsBuilder builder, boolean left, Store store, boolean derived, After after) {
        KTable<String, String> one = builder.table("l");
        KTable<String, String> other = builder.table("r");
        if (derived) {
            one = one.mapValues(value -> value).filter((key, value) -> !value.endsWith("5"));
            other = other.filter((key, value) -> !value.equals("R4")).mapValues(value -> "m" + value);
        }
        KTable<String, String> joined = join(one, other, left, store);
        switch (after) {
            case STREAM -> joined.toStream().to("out");
            case GROUPED ->
                joined.groupBy((key, value) -> KeyValue.pair("all", key + value))
                        .aggregate(
                                () -> "",
                                (key, value, sum) -> sum + "(" + value + ")",
                                (key, value, sum) -> sum.replace("(" + value + ")", ""))
                        .toStream()
                        .to("out");
            case JOINED_BY_STREAM ->
                one.toStream()
                        .leftJoin(joined, (value, found) -> value + "~" + found)
                        .to("out");
            case CHAINED ->
                joined.leftJoin(
                                other,
                                (key, value) -> value.contains("1") ? "y" : null,
                                (value, found) -> value + "&" + found,
                                TableJoined.as("second"))
                        .toStream()
                        .to("out");
        }
    }

    private static void messages(StreamsBuilder builder, boolean left) {
        KTable<String, String> one = builder.table("l");
        KTable<String, String> other = builder.table("r");
        TableJoined<String, String> named = TableJoined.as("fk");
        KTable<String, String> joined = left
                ? one.leftJoin(other, ForeignKeyPrograms::foreignKey, JOINER, named)
                : one.join(other, ForeignKeyPrograms::foreignKey, JOINER, named);
        joined.toStream().to("out");
    }

    private static KTable<String, String> join(
            KTable<String, String> one, KTable<String, String> other, boolean left, Store store) {
        Function<String, String> foreignKey = ForeignKeyPrograms::foreignKey;
        Materialized<String, String, KeyValueStore<Bytes, byte[]>> kept = switch (store) {
            case NONE -> null;
            case UNNAMED -> Materialized.with(null, null);
            case CACHED -> Materialized.as("joined");
        };
        if (kept == null) {
            return left ? one.leftJoin(other, foreignKey, JOINER) : one.join(other, foreignKey, JOINER);
        }
        return left
                ? one.leftJoin(other, (key, value) -> foreignKey(value), JOINER, TableJoined.as("fk"), kept)
                : one.join(other, (key, value) -> foreignKey(value), JOINER, kept);
    }

    private static String foreignKey(String value) {
        String key = value.substring(0, value.indexOf(':'));
        return key.equals("none") ? null : key;
    }

    private static void itself(StreamsBuilder builder) {
        KTable<String, String> table = builder.table("l");
        table.leftJoin(table, ForeignKeyPrograms::foreignKey, (value, found) -> value + "+" + found)
                .toStream()
                .to("out");
    }

    private static List<String> toItself() {
        return List.of(
                "l a=a:1@1",
                "l b=a:2@2",
                "l a=b:3@3",
                "l b=a:4@1",
                "l a=null@5",
                "l b=b:5@6",
                "l b=none:6@7",
                "l a=b:7@8",
                "l b=null@9");
    }

    private static void partitioned(StreamsBuilder builder) {
        KTable<String, String> one = builder.table("l");
        KTable<String, String> other = builder.table("r");
        one.join(
                        other,
                        ForeignKeyPrograms::foreignKey,
                        JOINER,
                        TableJoined.with(
                                (topic, key, value, partitions) -> Optional.of(Set.of(0)),
                                (topic, key, value, partitions) -> Optional.empty()))
                .toStream()
                .to("out");
    }
}
