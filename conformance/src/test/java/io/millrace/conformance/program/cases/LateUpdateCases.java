package io.millrace.conformance.program.cases;

import io.millrace.conformance.program.Scenario;
import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.JoinWindows;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.StreamJoined;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.Stores;
import java.time.Duration;

/** Late updates, records without a value and tables with versions in joins; what a processor sees of the settings. */
public final class LateUpdateCases {

    private static KTable<String, String> versioned(Scenario it) {
        return it.builder()
                .table(
                        "versions",
                        Materialized.as(
                                Stores.persistentVersionedKeyValueStore("versions-store", Duration.ofSeconds(60))));
    }

    private static void pipeLateUpdates(Scenario it) {
        it.pipe("other", "a", "o", 5);
        it.pipe("versions", "a", "1", 100);
        it.pipe("versions", "a", "2", 50);
        it.pipe("versions", "a", null, 60);
        it.pipe("versions", "a", "3", 200);
        it.pipe("other", "a", "p", 150);
        it.pipe("other", "a", "q", 140);
    }

    void lateUpdatesOfATableOfVersions(Scenario it) {
        versioned(it).join(it.table("other"), (a, b) -> a + b).toStream().to("out");
        pipeLateUpdates(it);
    }

    void lateUpdatesThatWentThroughAStoreWithoutVersions(Scenario it) {
        KTable<String, String> newest = versioned(it).filter((key, value) -> true, Materialized.as("newest"));
        newest.join(it.table("other"), (a, b) -> a + b).toStream().to("out1");
        newest.outerJoin(it.table("another"), (a, b) -> a + b).toStream().to("out2");
        pipeLateUpdates(it);
    }

    /** Found by a generated program: such an update is in no group any more, and is not counted as dropped. */
    void lateUpdatesOfATableOfVersionsThatIsGrouped(Scenario it) {
        versioned(it)
                .groupBy((key, value) -> KeyValue.pair(value, value))
                .count()
                .toStream()
                .mapValues(count -> String.valueOf(count))
                .to("out");
        it.pipe("versions", "a", "1", 100);
        it.pipe("versions", "a", "2", 50);
        it.pipe("versions", "b", "1", 120);
        it.pipe("versions", "a", null, 60);
        it.pipe("versions", "a", "3", 200);
    }

    void aGlobalTableOfVersions(Scenario it) {
        it.builder()
                .<String, String>globalTable(
                        "versions",
                        Materialized.as(
                                Stores.persistentVersionedKeyValueStore("versions-store", Duration.ofSeconds(60))));
    }

    void recordsWithoutAValueInAJoinOfStreams(Scenario it) {
        JoinWindows windows = JoinWindows.ofTimeDifferenceAndGrace(Duration.ofMillis(10), Duration.ofMillis(20));
        it.stream("left")
                .outerJoin(
                        it.stream("right"),
                        (a, b) -> a + "-" + b,
                        windows,
                        StreamJoined.<String, String, String>as("join").withLoggingDisabled())
                .to("out");
        it.pipe("left", "a", "1", 5);
        it.pipe("left", "a", null, 100);
        it.pipe("left", "a", "2", 6);
        it.pipe("right", "a", "3", 7);
        it.pipe("right", "a", null, 300);
        it.pipe("left", "a", "4", 290);
        it.pipe("right", "a", "5", 295);
        it.pipe("right", "b", "6", 100);
    }

    /** Tells settings by their values and types. */
    static final class Telling extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            for (String name : new String[] {"num.stream.threads", "max.task.idle.ms", "application.id", "nobody's"}) {
                Object value = context().appConfigs().get(name);
                String type = value == null ? "" : " " + value.getClass().getName();
                context().forward(record.withValue(name + "=" + value + type));
            }
            context()
                    .forward(record.withValue(
                            context().appConfigsWithPrefix("max.task").toString()));
        }
    }

    void settingsAsAProcessorSeesThem(Scenario it) {
        it.set("max.task.idle.ms", "7");
        it.stream("in").process(Telling::new).to("out");
        it.pipe("in", "a", "x", 1);
    }
}
