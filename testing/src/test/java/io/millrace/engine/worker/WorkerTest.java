package io.millrace.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.SimulatedEngine;
import io.millrace.engine.commit.CommitObserver.Step;
import io.millrace.engine.task.Task;
import io.millrace.log.LogException;
import io.millrace.streams.AutoOffsetReset;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.Repartitioned;
import io.millrace.streams.processor.PunctuationType;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.testing.Fault;
import io.millrace.testing.FaultPlan;
import io.millrace.testing.PortCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class WorkerTest {

    private static final TopicPartition IN = new TopicPartition("in", 0);

    private static Topology copy() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in").mapValues(value -> value + "!").to("out");
        return builder.build();
    }

    private static Topology count() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .groupByKey()
                .count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("counts"))
                .toStream()
                .mapValues(count -> count.toString())
                .to("out", Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }

    private static void feed(SimulatedEngine engine, int from, int count) {
        for (int i = from; i < from + count; i++) {
            engine.feed("in", 0, i, "k", "v" + i);
        }
    }

    @Test
    void commitsWhenTheIntervalIsOver() {
        SimulatedEngine engine = new SimulatedEngine().run(copy());
        Worker worker = engine.worker("w");
        feed(engine, 0, 2);
        engine.runUntilIdle(worker);
        assertThat(engine.committed("in", 0)).isEqualTo(-1);

        engine.clock.advance(999);
        engine.runUntilIdle(worker);
        assertThat(engine.committed("in", 0)).isEqualTo(-1);
        engine.clock.advance(1);
        engine.runUntilIdle(worker);

        assertThat(engine.committed("in", 0)).isEqualTo(2);
        assertThat(engine.written("out", 0)).containsExactly("k=v0!@0", "k=v1!@1");
    }

    @Test
    void commitsAsSoonAsTheInputAtHandIsDoneWhereThatIsCheap() {
        SimulatedEngine engine = new SimulatedEngine().committingWhenIdle().run(copy());
        Worker worker = engine.worker("w");
        feed(engine, 0, 2);

        engine.runUntilIdle(worker);

        assertThat(engine.committed("in", 0)).isEqualTo(2);
    }

    @Test
    void commitsWhenAProcessorAsksForIt() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in").process(() -> new ContextualProcessor<String, String, Void, Void>() {
            @Override
            public void process(Record<String, String> record) {
                context().commit();
            }
        });
        SimulatedEngine engine = new SimulatedEngine().run(builder.build());
        Worker worker = engine.worker("w");
        feed(engine, 0, 1);

        engine.runUntilIdle(worker);

        assertThat(engine.committed("in", 0)).isEqualTo(1);
    }

    @Test
    void commitsEarlyWhenMuchIsUncommitted() {
        SimulatedEngine engine = new SimulatedEngine()
                .with(StreamsConfig.STATESTORE_UNCOMMITTED_MAX_BYTES_CONFIG, 2_000L)
                .run(count());
        Worker worker = engine.worker("w");
        for (int i = 0; i < 200; i++) {
            engine.feed("in", 0, i, "key-" + i, "v");
        }

        engine.runUntilIdle(worker);

        assertThat(engine.committed("in", 0)).isGreaterThan(0);
        assertThat(worker.tasks().iterator().next().streamTime())
                .as("took everything")
                .isEqualTo(199);
    }

    @Test
    void aTaskStopsWithinARoundWhenItHasWrittenTooMuch() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .flatMapValues(value -> Collections.nCopies(100, value))
                .to("out");
        SimulatedEngine engine = new SimulatedEngine()
                .with(StreamsConfig.STATESTORE_UNCOMMITTED_MAX_BYTES_CONFIG, 2_000L)
                .run(builder.build());
        Worker worker = engine.worker("w");
        feed(engine, 0, 5);

        worker.runOnce(engine.clock.wallMs());

        assertThat(engine.written("out", 0))
                .as("committed after the first record")
                .hasSize(100);
        engine.runUntilIdle(worker);
        assertThat(engine.written("out", 0)).hasSize(500);
    }

    @Test
    void commitsEarlyWhenTheCacheIsFullAndHoldsBackUntilThen() {
        SimulatedEngine engine = new SimulatedEngine()
                .with(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 2_000L)
                .run(count());
        Worker worker = engine.worker("w");
        for (int i = 0; i < 3; i++) {
            engine.feed("in", 0, i, "k", "v");
        }
        engine.runUntilIdle(worker);
        assertThat(engine.committed("in", 0)).as("little is held").isEqualTo(-1);

        for (int i = 0; i < 200; i++) {
            engine.feed("in", 0, i, "key-" + i, "v");
        }
        engine.runUntilIdle(worker);

        assertThat(engine.committed("in", 0)).isGreaterThan(3);
        assertThat(engine.written("out", 0)).first().isEqualTo("k=3@2");
    }

    @Test
    void emitsWhatIsHeldBackInTheOrderOfTheLastUpdate() {
        SimulatedEngine engine = new SimulatedEngine()
                .with(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 1_000_000L)
                .run(count());
        Worker worker = engine.worker("w");
        engine.feed("in", 0, 1, "a", "x");
        engine.feed("in", 0, 2, "b", "x");
        engine.feed("in", 0, 3, "c", "x");
        engine.feed("in", 0, 4, "a", "x");

        engine.commit(worker);

        assertThat(engine.written("out", 0)).containsExactly("b=1@2", "c=1@3", "a=2@4");
    }

    @Test
    void emitsEveryUpdateWithoutACache() {
        SimulatedEngine engine = new SimulatedEngine().run(count());
        Worker worker = engine.worker("w");
        engine.feed("in", 0, 1, "a", "x");
        engine.feed("in", 0, 2, "a", "x");

        engine.commit(worker);

        assertThat(engine.written("out", 0)).containsExactly("a=1@1", "a=2@2");
    }

    @Test
    void emitsWhatAnEmissionWritesToAStoreThatCameBefore() {
        StreamsBuilder builder = new StreamsBuilder();
        var table = builder.table(
                "other",
                Consumed.with(Serdes.String(), Serdes.String()),
                Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("first"));
        table.toStream().to("out");
        builder.<String, String>stream("in")
                .groupByKey()
                .reduce((one, two) -> two, Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("second"))
                .toStream()
                .process(
                        () -> new ContextualProcessor<String, String, String, String>() {
                            @Override
                            public void process(Record<String, String> record) {
                                context().forward(record);
                            }
                        },
                        "first")
                .to("other-out");
        SimulatedEngine engine = new SimulatedEngine()
                .with(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 1_000_000L)
                .run(builder.build());
        Worker worker = engine.worker("w");
        engine.feed("in", 0, 1, "a", "x");
        engine.feed("other", 0, 2, "a", "y");

        engine.commit(worker);

        assertThat(engine.written("out", 0)).containsExactly("a=y@2");
        assertThat(engine.written("other-out", 0)).containsExactly("a=x@1");
    }

    @Test
    void goesOnProcessingWhileACommitIsUnderWay() {
        List<Step> steps = new ArrayList<>();
        SimulatedEngine engine =
                new SimulatedEngine(new LateCommits()).observedBy(steps::add).run(count());
        Worker worker = engine.worker("w");
        engine.feed("in", 0, 1, "a", "x");
        worker.runOnce(engine.clock.wallMs());
        engine.clock.advance(1000);
        worker.runOnce(engine.clock.wallMs());
        assertThat(steps).last().isEqualTo(Step.SUBMITTED);
        long committedBefore = engine.committed("in", 0);

        engine.feed("in", 0, 2, "a", "x");
        for (int i = 0; i < 3; i++) {
            worker.runOnce(engine.clock.wallMs());
        }

        assertThat(steps).as("the commit is still under way").last().isEqualTo(Step.SUBMITTED);
        assertThat(committedBefore).isEqualTo(-1);
        assertThat(worker.tasks().iterator().next().streamTime()).isEqualTo(2);
        while (engine.log().step()) {
            // the log finishes what is under way
        }
        engine.commit(worker);
        while (engine.log().step()) {
            // and what came after
        }
        assertThat(engine.written("out", 0)).containsExactly("a=1@1", "a=2@2");
    }

    /** Commits of the application stay under way until the log is told to finish them. */
    private static final class LateCommits implements FaultPlan {

        @Override
        public Fault faultAt(PortCall call) {
            boolean ofWorker =
                    call.kind() == PortCall.Kind.COMMIT && call.detail().startsWith("app/");
            return ofWorker ? Fault.DELAY : Fault.NONE;
        }

        @Override
        public int keptAtCrash(int underWay) {
            return 0;
        }

        @Override
        public int delayCalls() {
            return 1_000_000;
        }
    }

    @Test
    void aFailedCommitEndsTheWorkerAndTheNextBeginsFromTheLastCommit() {
        FailSecondCommit faults = new FailSecondCommit();
        SimulatedEngine engine = new SimulatedEngine(faults).run(count());
        Worker worker = engine.worker("w");
        engine.feed("in", 0, 1, "a", "x");
        engine.commit(worker);
        engine.feed("in", 0, 2, "a", "x");
        faults.armed = true;

        assertThatThrownBy(() -> engine.commit(worker)).isInstanceOf(LogException.class);
        worker.abandon();
        assertThat(engine.committed("in", 0)).isEqualTo(1);
        Worker next = engine.worker("w");
        engine.commit(next);

        assertThat(engine.committed("in", 0)).isEqualTo(2);
        assertThat(engine.written("out", 0)).containsExactly("a=1@1", "a=2@2");
    }

    private static final class FailSecondCommit implements FaultPlan {
        private boolean armed;

        @Override
        public Fault faultAt(PortCall call) {
            if (armed && call.kind() == PortCall.Kind.COMMIT && call.detail().startsWith("app/")) {
                armed = false;
                return Fault.ABORT;
            }
            return Fault.NONE;
        }

        @Override
        public int keptAtCrash(int underWay) {
            return 0;
        }

        @Override
        public int delayCalls() {
            return 1;
        }
    }

    @Test
    void leavesOutAPartitionThatHasEnoughWaiting() {
        SimulatedEngine engine = new SimulatedEngine()
                .with(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 150)
                .recordsPerRound(1)
                .run(copy());
        Worker worker = engine.worker("w");
        feed(engine, 0, 1000);

        int most = 0;
        for (int round = 0; round < 400; round++) {
            worker.runOnce(engine.clock.wallMs());
            most = Math.max(most, worker.tasks().iterator().next().waiting());
        }
        assertThat(most).as("one read beyond the limit at most").isLessThanOrEqualTo(250);

        engine.commit(worker);
        assertThat(engine.written("out", 0)).hasSize(1000);
    }

    @Test
    void runsDownstreamFirstButLetsUpstreamGoOn() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .repartition()
                .peek((key, value) -> {})
                .to("out");
        SimulatedEngine engine = new SimulatedEngine()
                .with(StreamsConfig.EMBEDDED_HANDOVER_ENABLE_CONFIG, false)
                .recordsPerRound(1)
                .run(builder.build());
        Worker worker = engine.worker("w");
        feed(engine, 0, 50);
        engine.commit(worker);
        engine.commit(worker);
        assertThat(engine.written("out", 0)).hasSize(50);

        // The repartition topic is fed from outside without end; upstream must still get its turn.
        feed(engine, 50, 20);
        String between = engine.log().topics().partitionCounts().keySet().stream()
                .filter(name -> name.endsWith("-repartition"))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < 400; i++) {
            engine.feed(between, 0, i, "k", "more");
        }
        for (int round = 0; round < 360; round++) {
            worker.runOnce(engine.clock.wallMs());
        }
        engine.clock.advance(1000);
        for (int round = 0; round < 3; round++) {
            worker.runOnce(engine.clock.wallMs());
        }

        assertThat(engine.committed("in", 0)).isEqualTo(70);
        assertThat(engine.committed(between, 0)).isLessThan(450 + 20);
    }

    @Test
    void readsFromTheEndWhenTheSourceSaysSo() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("in", Consumed.<String, String>with(AutoOffsetReset.latest()))
                .to("out");
        SimulatedEngine engine = new SimulatedEngine().run(builder.build());
        feed(engine, 0, 3);
        Worker worker = engine.worker("w");
        engine.runUntilIdle(worker);
        feed(engine, 3, 1);

        engine.commit(worker);

        assertThat(engine.written("out", 0)).containsExactly("k=v3@3");
    }

    @Test
    void readsFromTheEndWhenTheApplicationSaysSo() {
        SimulatedEngine engine =
                new SimulatedEngine().with("auto.offset.reset", "latest").run(copy());
        feed(engine, 0, 3);
        Worker worker = engine.worker("w");

        engine.commit(worker);

        assertThat(engine.written("in", 0)).hasSize(3);
        assertThat(engine.log().topics().partitionCounts()).doesNotContainKey("out");
    }

    @Test
    void refusesToGuessWhereToBeginWhenThePolicyIsNone() {
        SimulatedEngine engine =
                new SimulatedEngine().with("auto.offset.reset", "none").run(copy());
        Worker worker = engine.worker("w");

        assertThatThrownBy(() -> engine.runUntilIdle(worker))
                .hasMessageContaining("nothing that still exists is committed for in-0");
    }

    @Test
    void beginsAsLongAgoAsTheApplicationSays() {
        SimulatedEngine engine = new SimulatedEngine()
                .with("auto.offset.reset", "by_duration:PT100S")
                .run(copy());
        engine.feed("in", 0, engine.clock.wallMs() - 200_000, "k", "old");
        engine.feed("in", 0, engine.clock.wallMs() - 50_000, "k", "new");
        Worker worker = engine.worker("w");

        engine.commit(worker);

        assertThat(engine.written("out", 0)).hasSize(1).first().asString().startsWith("k=new!");
    }

    @Test
    void goesOnAtTheFirstRecordThatIsStillThere() {
        SimulatedEngine engine = new SimulatedEngine().run(copy());
        Worker worker = engine.worker("w");
        feed(engine, 0, 2);
        engine.commit(worker);
        worker.close();
        feed(engine, 2, 3);
        engine.log().topics().purge(Map.of(IN, 4L));

        engine.commit(engine.worker("w"));

        assertThat(engine.written("out", 0)).containsExactly("k=v0!@0", "k=v1!@1", "k=v4!@4");
    }

    @Test
    void movesAndCommitsThePositionEvenWhenEveryRecordIsBad() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        "in",
                        Consumed.with(Serdes.String(), Serdes.String()).withTimestampExtractor((record, time) -> -1))
                .to("out");
        SimulatedEngine engine = new SimulatedEngine().run(builder.build());
        Worker worker = engine.worker("w");
        feed(engine, 0, 3);

        engine.commit(worker);

        assertThat(engine.committed("in", 0)).isEqualTo(3);
        assertThat(worker.tasks().iterator().next().droppedRecords()).isEqualTo(3);
    }

    @Test
    void streamTimeSurvivesARestart() {
        SimulatedEngine engine = new SimulatedEngine().run(copy());
        Worker worker = engine.worker("w");
        engine.feed("in", 0, 500, "k", "v");
        engine.commit(worker);

        engine.crash();
        Worker next = engine.worker("w");
        engine.runUntilIdle(next);

        assertThat(next.tasks().iterator().next().streamTime()).isEqualTo(500);
    }

    @Test
    void aCrashLosesWhatIsNotCommittedAndNothingElse() {
        SimulatedEngine engine = new SimulatedEngine().run(count());
        Worker worker = engine.worker("w");
        engine.feed("in", 0, 1, "a", "x");
        engine.commit(worker);
        engine.feed("in", 0, 2, "a", "x");
        engine.runUntilIdle(worker);

        engine.crash();
        engine.commit(engine.worker("w"));

        assertThat(engine.written("out", 0)).containsExactly("a=1@1", "a=2@2");
    }

    @Test
    void sharesTasksWithAWorkerThatJoinsAndTakesThemBack() {
        SimulatedEngine engine =
                new SimulatedEngine().topic("in", 4).committingWhenIdle().run(count());
        Worker one = engine.worker("one");
        for (int i = 0; i < 8; i++) {
            engine.feed("in", i % 4, i, "k" + i % 4, "v");
        }
        engine.runUntilIdle(one);
        assertThat(one.tasks()).hasSize(4);

        Worker two = engine.worker("two");
        engine.runUntilIdle(one, two);
        assertThat(one.tasks()).hasSize(2);
        assertThat(two.tasks()).hasSize(2);
        for (int i = 8; i < 16; i++) {
            engine.feed("in", i % 4, i, "k" + i % 4, "v");
        }
        engine.runUntilIdle(one, two);
        two.close();
        engine.runUntilIdle(one);
        for (int i = 16; i < 20; i++) {
            engine.feed("in", i % 4, i, "k" + i % 4, "v");
        }
        engine.runUntilIdle(one);

        assertThat(one.tasks()).hasSize(4);
        assertThat(engine.written("out", 0)).hasSize(20).contains("k0=5@16", "k1=5@17", "k2=5@18", "k3=5@19");
    }

    @Test
    void processesAndPunctuatesNothingWhilePausedAndCommitsWhatIsDone() {
        List<Long> fired = new ArrayList<>();
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in").process(() -> new ContextualProcessor<String, String, Void, Void>() {
            @Override
            public void init(ProcessorContext<Void, Void> context) {
                context.schedule(Duration.ofMillis(10), PunctuationType.WALL_CLOCK_TIME, fired::add);
            }

            @Override
            public void process(Record<String, String> record) {}
        });
        SimulatedEngine engine = new SimulatedEngine().run(builder.build());
        Worker worker = engine.worker("w");
        feed(engine, 0, 1);
        engine.runUntilIdle(worker);

        worker.pause(true);
        feed(engine, 1, 1);
        engine.commit(worker);
        assertThat(fired).isEmpty();
        assertThat(engine.committed("in", 0)).isEqualTo(1);

        worker.pause(false);
        engine.commit(worker);
        assertThat(fired).containsExactly(1_001_000L, 1_002_000L);
        assertThat(engine.committed("in", 0)).isEqualTo(2);
    }

    @Test
    void firesWallClockPunctuatorsWithoutAnyInput() {
        List<Long> fired = new ArrayList<>();
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in").process(() -> new ContextualProcessor<String, String, Void, Void>() {
            @Override
            public void init(ProcessorContext<Void, Void> context) {
                super.init(context);
                context.schedule(Duration.ofMillis(10), PunctuationType.WALL_CLOCK_TIME, fired::add);
                context.schedule(Duration.ofMillis(10), PunctuationType.STREAM_TIME, now -> fired.add(-1L));
            }

            @Override
            public void process(Record<String, String> record) {}
        });
        SimulatedEngine engine = new SimulatedEngine().run(builder.build());
        Worker worker = engine.worker("w");
        engine.runUntilIdle(worker);
        engine.clock.advance(9);
        engine.runUntilIdle(worker);
        assertThat(fired).isEmpty();

        engine.clock.advance(26);
        engine.runUntilIdle(worker);

        assertThat(fired).containsExactly(1_000_035L);
    }

    @Test
    void repartitionsByKeyOverAllPartitions() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .selectKey((key, value) -> value)
                .repartition(Repartitioned.<String, String>numberOfPartitions(3).withName("by-value"))
                .groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
                .count()
                .toStream()
                .mapValues(count -> count.toString())
                .to("out");
        SimulatedEngine engine = new SimulatedEngine().committingWhenIdle().run(builder.build());
        Worker worker = engine.worker("w");
        for (int i = 0; i < 30; i++) {
            engine.feed("in", 0, i, null, "word-" + i % 10);
        }

        engine.runUntilIdle(worker);

        assertThat(engine.log().topics().partitionCounts()).containsEntry("app-by-value-repartition", 3);
        assertThat(engine.written("out", 0).stream().filter(record -> record.contains("=3@")))
                .hasSize(10);
    }

    @Test
    void purgesFromRepartitionTopicsWhatIsReadForGoodOncePerInterval() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .repartition(Repartitioned.<String, String>as("between"))
                .to("out");
        SimulatedEngine engine = new SimulatedEngine()
                .committingWhenIdle()
                .with(StreamsConfig.EMBEDDED_HANDOVER_ENABLE_CONFIG, false)
                .with(StreamsConfig.REPARTITION_PURGE_INTERVAL_MS_CONFIG, 5_000)
                .run(builder.build());
        Worker worker = engine.worker("w");
        TopicPartition between = new TopicPartition("app-between-repartition", 0);

        feed(engine, 0, 3);
        engine.runUntilIdle(worker);
        assertThat(engine.log().records(between))
                .as("before the interval is over")
                .hasSize(3);
        engine.clock.advance(5_000);
        feed(engine, 3, 2);
        engine.runUntilIdle(worker);

        assertThat(engine.log().topics().startOffsets(Set.of(between)).get(between))
                .as("start of %s", between)
                .isBetween(3L, engine.committed(between.topic(), 0));
        assertThat(engine.written("out", 0)).hasSize(5);
        assertThat(engine.log().records(IN))
                .as("the user's own topics are left alone")
                .hasSize(5);
    }

    @Test
    void sharesTheRecordCacheAmongAsManyWorkersAsThereAre() {
        SimulatedEngine engine = new SimulatedEngine()
                .with(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 100_000)
                .run(count());
        Worker worker = engine.worker("w");
        feed(engine, 0, 2);
        engine.runUntilIdle(worker);
        assertThat(engine.committed("in", 0)).isEqualTo(-1);

        engine.sharedAmong(1_000);
        feed(engine, 2, 1);
        engine.runUntilIdle(worker);

        assertThat(engine.committed("in", 0)).as("committed early").isEqualTo(3);
    }

    @Test
    void takesInNoMoreBytesThanItMay() {
        SimulatedEngine engine = new SimulatedEngine().run(copy());
        Worker worker = engine.worker("w");
        engine.runUntilIdle(worker);
        worker.pause(true);
        String large = "x".repeat(1 << 20);
        for (int i = 0; i < 40; i++) {
            engine.feed("in", 0, i, "k", large);
            engine.runUntilIdle(worker);
        }

        assertThat(waiting(worker)).isBetween(16, 18);

        worker.pause(false);
        engine.commit(worker);
        assertThat(waiting(worker)).isZero();
        assertThat(engine.committed("in", 0)).isEqualTo(40);
    }

    private static int waiting(Worker worker) {
        return worker.tasks().stream().mapToInt(Task::waiting).sum();
    }
}
