package io.millrace.conformance.program.cases;

import io.millrace.conformance.program.Scenario;
import io.millrace.streams.KeyValue;
import io.millrace.streams.kstream.BranchedKStream;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.Joined;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.SlidingWindows;
import io.millrace.streams.kstream.Suppressed;
import io.millrace.streams.kstream.Suppressed.BufferConfig;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.TimestampedWindowStore;
import java.time.Duration;

/** What is meant to differ; each has its line in {@code docs/differences.md}. */
public final class DifferentOnPurpose {

    /**
     * Optimised, the original moves a repartition before {@code processValues}, where values are still the old ones.
     */
    void repartitionsStayBehindProcessValues(Scenario it) {
        it.set("topology.optimization", "all");
        it.stream("in")
                .selectKey((key, value) -> value)
                .processValues(StatefulCases.Marking::new)
                .toTable()
                .toStream()
                .to("out");
        it.pipe("in", "a", "x", 1);
    }

    /** Two topics in between hold a record of the same time; in the original its heap says which goes first. */
    void ofEqualTimesTheFirstPartitionGoesFirst(Scenario it) {
        KTable<String, String> table = it.stream("in").toTable();
        KTable<String, Long> counts =
                table.groupBy((key, value) -> new KeyValue<>(value, value)).count();
        table.toStream((key, value) -> value)
                .join(counts, (value, count) -> value + count)
                .to("out");
        it.pipe("in", "a", "x", 1);
    }

    /** The original finds expired windows in the record cache, and in files that it has not deleted yet. */
    void expiredWindowsAreNotRead(Scenario it) {
        it.stream("in")
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofMillis(100)))
                .count(Materialized.as("windows"));
        it.stream("ask")
                .process(() -> new CountingWindows("windows"), "windows")
                .to("out");
        it.pipe("in", "a", "x", 1000);
        it.pipe("in", "a", "x", 2000);
        it.pipe("ask", "a", "x", 2000);
    }

    private static final class CountingWindows extends ContextualProcessor<String, String, String, String> {
        private final String name;

        CountingWindows(String name) {
            this.name = name;
        }

        @Override
        public void process(Record<String, String> record) {
            TimestampedWindowStore<String, Long> store = context().getStateStore(name);
            int windows = 0;
            try (KeyValueIterator<?, ?> all = store.all()) {
                while (all.hasNext()) {
                    all.next();
                    windows++;
                }
            }
            context().forward(record.withValue(String.valueOf(windows)));
        }
    }

    /** The original takes a second default branch, and refuses the name that both have when the topology is built. */
    void aSecondDefaultBranchIsRefused(Scenario it) {
        BranchedKStream<String, String> split = it.stream("in").split();
        split.defaultBranch().values().forEach(branch -> branch.to("out1"));
        split.defaultBranch().values().forEach(branch -> branch.to("out2"));
    }

    /** The original does not know yet who forwards. */
    void aProcessorMayForwardWhenItIsInitialised(Scenario it) {
        it.stream("in").process(Greeting::new).to("out");
    }

    private static final class Greeting extends ContextualProcessor<String, String, String, String> {
        @Override
        public void init(ProcessorContext<String, String> context) {
            super.init(context);
            context.forward(new Record<>("k", "hello", 0));
        }

        @Override
        public void process(Record<String, String> record) {
            // only greets
        }
    }

    /** The original fails on the missing key when it orders what waits. */
    void aLeftJoinWithGraceTakesRecordsWithoutAKey(Scenario it) {
        KTable<String, String> versions = it.builder()
                .table("table", Materialized.as(Stores.persistentVersionedKeyValueStore("v", Duration.ofMinutes(1))));
        Joined<String, String, String> joined = Joined.with(null, null, null);
        it.stream("in")
                .leftJoin(versions, (value, other) -> value + other, joined.withGracePeriod(Duration.ofMillis(10)))
                .to("out");
        it.pipe("in", null, "x", 1);
    }

    /** The jump takes the window out of the original's store before it could go on. */
    void finalResultsGoOnAfterAJumpInTime(Scenario it) {
        it.stream("in")
                .groupByKey()
                .windowedBy(SlidingWindows.ofTimeDifferenceWithNoGrace(Duration.ofMillis(60)))
                .emitStrategy(EmitStrategy.onWindowClose())
                .reduce((one, other) -> one + other)
                .toStream((window, value) -> window.key())
                .to("out");
        it.pipe("in", "a", "x", 1000);
        it.pipe("in", "a", "y", 5000);
    }

    /** The original refuses when the topology is built. */
    void suppressingATableOfVersionsIsRefusedAtOnce(Scenario it) {
        it.builder()
                .<String, String>table(
                        "table", Materialized.as(Stores.persistentVersionedKeyValueStore("v", Duration.ofMinutes(1))))
                .filter((key, value) -> true)
                .suppress(Suppressed.untilTimeLimit(Duration.ofMillis(10), BufferConfig.unbounded()));
    }

    /** In the original it is the store before it that could not be flushed. */
    void aFailureBehindACacheIsTheStepsOwn(Scenario it) {
        it.table("in")
                .suppress(Suppressed.untilTimeLimit(
                        Duration.ofDays(1), BufferConfig.maxRecords(1).shutDownWhenFull()));
        it.pipe("in", "a", "x", 1);
        it.pipe("in", "b", "x", 2);
    }
}
