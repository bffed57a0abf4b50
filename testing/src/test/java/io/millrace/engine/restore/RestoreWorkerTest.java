package io.millrace.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.commit.CommitObserver;
import io.millrace.engine.restore.RestoringCluster.Instance;
import io.millrace.log.Isolation;
import io.millrace.log.LogRecord;
import io.millrace.log.TopicSpec;
import io.millrace.log.Transaction;
import io.millrace.log.Writer;
import io.millrace.store.ByteStore;
import io.millrace.store.ChangelogPositions;
import io.millrace.store.ChangelogPositions.Position;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase;
import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSlot;
import io.millrace.store.memory.MemoryDatabase;
import io.millrace.store.rocksdb.RocksDatabase;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.state.Stores;
import io.millrace.testing.Fault;
import io.millrace.testing.FaultPlan;
import io.millrace.testing.PortCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transaction marks take an offset each, so a commit of one record moves a partition on by two. */
class RestoreWorkerTest {

    private static final TopicPartition CHANGELOG = new TopicPartition("app-counts-changelog", 0);
    private static final TaskId TASK = new TaskId(0, 0);

    private static Topology counting(boolean persistent) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
                .count(Materialized.<String, Long>as(
                                persistent
                                        ? Stores.persistentTimestampedKeyValueStore("counts")
                                        : Stores.inMemoryKeyValueStore("counts"))
                        .withKeySerde(Serdes.String())
                        .withValueSerde(Serdes.Long()));
        return builder.build();
    }

    private static RestoringCluster cluster() {
        return new RestoringCluster(counting(true), 1, "in");
    }

    private static void feedThree(RestoringCluster cluster) {
        cluster.feed("in", 0, "a", "x");
        cluster.feed("in", 0, "b", "x");
        cluster.feed("in", 0, "a", "x");
    }

    @Test
    void beginsWithNothingWhereThereIsNothing() {
        RestoringCluster cluster = cluster();
        Instance one = cluster.new Instance("one", new MemoryDatabase());
        feedThree(cluster);

        cluster.run(one);

        assertThat(one.store("counts")).containsEntry("a", "2").containsEntry("b", "1");
        assertThat(one.heard).containsExactly("restore app-counts-changelog-0 from 0 to 0", "restored 0");
    }

    @Test
    void replaysNothingAfterAnOrderlyStop() {
        RestoringCluster cluster = cluster();
        MemoryDatabase disk = new MemoryDatabase();
        Instance one = cluster.new Instance("one", disk);
        feedThree(cluster);
        cluster.run(one);
        one.worker.close();

        Instance again = cluster.new Instance("one", disk);
        cluster.run(again);

        assertThat(again.store("counts")).isEqualTo(Map.of("a", "2", "b", "1"));
        assertThat(again.heard).last().isEqualTo("restored 0");
    }

    @Test
    void restoresAllOfItWhereThereIsNoLocalState() {
        RestoringCluster cluster = cluster();
        Instance one = cluster.new Instance("one", new MemoryDatabase());
        feedThree(cluster);
        cluster.run(one);
        one.worker.close();

        Instance two = cluster.new Instance("two", new MemoryDatabase());
        cluster.run(two);

        assertThat(two.store("counts")).isEqualTo(Map.of("a", "2", "b", "1"));
        assertThat(two.heard.get(0)).startsWith("restore app-counts-changelog-0 from 0 to ");
        assertThat(two.heard).last().isNotEqualTo("restored 0");
    }

    @Test
    void measuresWhatIsRestoredUntilTheTaskIsClosed() {
        RestoringCluster cluster = cluster();
        Instance one = cluster.new Instance("one", new MemoryDatabase());
        feedThree(cluster);
        cluster.run(one);
        assertThat(one.metric("restore-total")).as("nothing to restore").isZero();
        one.worker.close();

        Instance two = cluster.new Instance("two", new MemoryDatabase());
        cluster.run(two);

        assertThat(two.metric("restore-total"))
                .isEqualTo(cluster.log.records(CHANGELOG).size());
        assertThat(two.metric("restore-remaining-records-total")).isZero();
        assertThat(two.metric("active-restoring-tasks")).isZero();
        assertThat(two.metric("restore-records-rate")).isPositive();
        two.worker.close();
        two.restore();
        assertThat(two.metrics.metrics().keySet())
                .noneMatch(name -> name.group().equals("stream-task-metrics"));
    }

    @Test
    void measuresWhatCopiesAreKeptWarmWith() {
        RestoringCluster cluster = cluster();
        Instance one = cluster.new Instance("one", new MemoryDatabase());
        feedThree(cluster);
        cluster.run(one);
        Instance two = cluster.new Instance("two", new MemoryDatabase());
        two.keepWarm(TASK);

        cluster.run(one, two);

        assertThat(two.metric("update-total"))
                .isEqualTo(cluster.log.records(CHANGELOG).size());
        assertThat(two.metric("standby-updating-tasks")).isEqualTo(1);
    }

    /** The process ends after a commit has become durable and before it is applied: only that one is replayed. */
    @Test
    void replaysOnlyWhatCameAfterTheRecordedOffset() {
        replaysOneCommit(cluster(), new MemoryDatabase(), disk -> disk);
    }

    @Test
    void replaysOnlyWhatCameAfterTheRecordedOffsetOnRocksDb(@TempDir Path folder) {
        try (RocksDatabase before = RocksDatabase.open(folder, 8 << 20)) {
            replaysOneCommit(cluster(), before, disk -> {
                disk.close();
                return RocksDatabase.open(folder, 8 << 20);
            });
        }
    }

    private interface Restart {

        StateDatabase restarted(StateDatabase disk);
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static void replaysOneCommit(RestoringCluster cluster, StateDatabase disk, Restart restart) {
        boolean[] kills = {false};
        Instance one = cluster.new Instance("one", disk, step -> {
            if (kills[0] && step == CommitObserver.Step.DURABLE) {
                throw new Killed();
            }
        });
        feedThree(cluster);
        cluster.run(one);
        long recorded = cluster.log.records(CHANGELOG).size();
        cluster.feed("in", 0, "b", "x");
        cluster.feed("in", 0, "c", "x");
        kills[0] = true;
        assertThatThrownBy(() -> cluster.run(one)).isInstanceOf(Killed.class);
        long unapplied = cluster.log.records(CHANGELOG).size() - recorded;

        StateDatabase restarted = restart.restarted(disk);
        Instance again = cluster.new Instance("one", restarted);
        cluster.run(again);

        assertThat(unapplied).isPositive();
        assertThat(again.store("counts")).isEqualTo(Map.of("a", "2", "b", "2", "c", "1"));
        assertThat(again.heard).last().isEqualTo("restored " + unapplied);
        again.worker.close();
        if (restarted != disk) {
            restarted.close();
        }
    }

    @Test
    void anInMemoryStoreIsRestoredFromTheBeginning() {
        RestoringCluster cluster = new RestoringCluster(counting(false), 1, "in");
        MemoryDatabase disk = new MemoryDatabase();
        Instance one = cluster.new Instance("one", disk);
        feedThree(cluster);
        cluster.run(one);
        one.worker.close();

        Instance again = cluster.new Instance("one", disk);
        cluster.run(again);

        assertThat(again.store("counts")).isEqualTo(Map.of("a", "2", "b", "1"));
        assertThat(again.heard.get(0)).startsWith("restore app-counts-changelog-0 from 0 to ");
        assertThat(again.heard)
                .last()
                .isEqualTo("restored " + cluster.log.records(CHANGELOG).size());
    }

    @Test
    void aWarmCopyIsPromotedWithoutAGap() {
        RestoringCluster cluster = cluster();
        Instance one = cluster.new Instance("one", new MemoryDatabase());
        feedThree(cluster);
        cluster.run(one);
        Instance two = cluster.new Instance("two", new MemoryDatabase());
        two.keepWarm(TASK);
        cluster.run(one, two);
        cluster.feed("in", 0, "c", "x");
        cluster.clock.advance(1_000);
        cluster.run(one, two);
        assertThat(two.heard.get(0)).isEqualTo("warm app-counts-changelog-0 from 0");
        two.heard.removeIf(line -> line.startsWith("warm batch"));

        one.worker.close();
        cluster.run(two);

        List<LogRecord> logged = cluster.log.records(CHANGELOG);
        long end = logged.get(logged.size() - 1).offset() + 2;
        assertThat(two.store("counts")).isEqualTo(Map.of("a", "2", "b", "1", "c", "1"));
        assertThat(two.heard)
                .containsExactly(
                        "warm app-counts-changelog-0 from 0",
                        "warm until " + (end - 1) + ", PROMOTED",
                        "restore app-counts-changelog-0 from " + end + " to " + end,
                        "restored 0");
    }

    @Test
    void aTaskThatGoesElsewhereAndComesBackCatchesUp() {
        RestoringCluster cluster = cluster();
        MemoryDatabase disk = new MemoryDatabase();
        Instance one = cluster.new Instance("one", disk);
        feedThree(cluster);
        cluster.run(one);
        one.worker.close();
        Instance two = cluster.new Instance("two", new MemoryDatabase());
        cluster.feed("in", 0, "b", "x");
        cluster.run(two);
        two.worker.close();

        Instance again = cluster.new Instance("one", disk);
        cluster.run(again);

        assertThat(again.store("counts")).isEqualTo(Map.of("a", "2", "b", "2"));
        assertThat(again.heard).last().isEqualTo("restored 1");
    }

    @Test
    void aChangelogThatWasTruncatedPastTheRecordedOffsetMakesItBeginAnew() {
        RestoringCluster cluster = cluster();
        MemoryDatabase disk = new MemoryDatabase();
        Instance one = cluster.new Instance("one", disk);
        feedThree(cluster);
        cluster.run(one);
        one.worker.close();
        Instance two = cluster.new Instance("two", new MemoryDatabase());
        cluster.feed("in", 0, "b", "x");
        cluster.feed("in", 0, "c", "x");
        cluster.run(two);
        two.worker.close();
        List<LogRecord> logged = cluster.log.records(CHANGELOG);
        long start = logged.get(logged.size() - 1).offset();
        cluster.log.topics().purge(Map.of(CHANGELOG, start));

        Instance again = cluster.new Instance("one", disk);
        cluster.run(again);

        assertThat(again.heard.get(0)).startsWith("restore app-counts-changelog-0 from " + start + " to ");
        assertThat(again.store("counts")).hasSize(1);
    }

    @Test
    void aChangelogThatWasMadeAnewMakesItBeginAnew() {
        RestoringCluster cluster = cluster();
        MemoryDatabase disk = new MemoryDatabase();
        Instance one = cluster.new Instance("one", disk);
        feedThree(cluster);
        cluster.run(one);
        one.worker.close();
        cluster.log.topics().delete(List.of(CHANGELOG.topic()));
        cluster.log.topics().create(List.of(new TopicSpec(CHANGELOG.topic(), 1, Map.of())));

        Instance again = cluster.new Instance("one", disk);
        cluster.run(again);

        assertThat(again.heard).containsExactly("restore app-counts-changelog-0 from 0 to 0", "restored 0");
        assertThat(again.store("counts")).isEmpty();
    }

    @Test
    void aChangelogThatWasMadeAnewAndHasGrownPastTheRecordedOffsetMakesItBeginAnew() {
        RestoringCluster cluster = cluster();
        MemoryDatabase disk = new MemoryDatabase();
        Instance one = cluster.new Instance("one", disk);
        feedThree(cluster);
        cluster.run(one);
        one.worker.close();
        remakeChangelog(cluster, 9);

        Instance again = cluster.new Instance("one", disk);
        cluster.run(again);

        assertThat(again.heard.get(0)).startsWith("restore app-counts-changelog-0 from 0 to ");
        assertThat(again.heard).last().isEqualTo("restored 9");
        assertThat(again.store("counts")).hasSize(9).doesNotContainKeys("a", "b");
    }

    @Test
    void aCopyNoticesThatItsChangelogIsAnotherTopic() {
        RestoringCluster cluster = cluster();
        Instance one = cluster.new Instance("one", new MemoryDatabase());
        feedThree(cluster);
        cluster.run(one);
        one.worker.close();
        Instance copy = cluster.new Instance("copy", new MemoryDatabase());
        copy.keepWarm(TASK);
        catchUp(copy);
        ByteStore held = copy.state.open(new StoreSlot("counts", 0), Residence.DISK);
        assertThat(held.get(RestoringCluster.bytes("a"))).isNotNull();
        remakeChangelog(cluster, 9);
        cluster.clock.advance(2_000);
        catchUp(copy);

        assertThat(held.get(RestoringCluster.bytes("a"))).isNull();
        assertThat(held.get(RestoringCluster.bytes("new8"))).isNotNull();
    }

    private static void catchUp(Instance copy) {
        for (int i = 0; i < 100 && copy.restore(); i++) {
            assertThat(i).isLessThan(99);
        }
    }

    private static void remakeChangelog(RestoringCluster cluster, int keys) {
        cluster.log.topics().delete(List.of(CHANGELOG.topic()));
        cluster.log.topics().create(List.of(new TopicSpec(CHANGELOG.topic(), 1, Map.of())));
        Transaction others = cluster.log.writer("others").begin();
        for (int i = 0; i < keys; i++) {
            others.append(
                    CHANGELOG, 1, RestoringCluster.bytes("new" + i), new byte[] {0, 0, 0, 0, 0, 0, 0, 7}, List.of());
        }
        others.commit().join();
    }

    @Test
    void otherTasksGoOnWhileOneIsRestored() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in").groupByKey().count(Materialized.as("counts"));
        builder.<String, String>stream("other").to("out");
        RestoringCluster cluster = new RestoringCluster(builder.build(), 1, "in", "other", "out");
        Instance one = cluster.new Instance("one", new MemoryDatabase());
        cluster.run(one);
        one.worker.close();
        Instance again = cluster.new Instance("one", new MemoryDatabase());
        cluster.feed("in", 0, "a", "x");
        cluster.feed("other", 0, "k", "v");
        again.worker.runOnce(cluster.clock.wallMs());
        again.restore(); // tasks without stores are ready, and the one with a store has nothing to restore
        again.worker.close();
        Writer writer = cluster.log.writer("former");
        Transaction former = writer.begin();
        former.append(CHANGELOG, 1, new byte[] {1}, new byte[8], List.of());
        former.commit().join();

        Instance third = cluster.new Instance("one", new MemoryDatabase());
        third.worker.runOnce(cluster.clock.wallMs());
        third.restore(); // reads one batch; asks for the owner only in the next round
        assertThat(third.worker.isComplete()).isFalse();
        cluster.run(third);

        assertThat(third.worker.isComplete()).isTrue();
        assertThat(cluster.log.records(new TopicPartition("out", 0))).hasSize(1);
    }

    /** Commits that are begun while this is true do not become durable until the log is stepped. */
    private static RestoringCluster clusterThatDelays(boolean[] delays) {
        return new RestoringCluster(
                counting(true),
                new FaultPlan() {
                    @Override
                    public Fault faultAt(PortCall call) {
                        return delays[0] && call.kind() == PortCall.Kind.COMMIT ? Fault.DELAY : Fault.NONE;
                    }

                    @Override
                    public int keptAtCrash(int underWay) {
                        return underWay;
                    }

                    @Override
                    public int delayCalls() {
                        return 1_000_000;
                    }
                },
                1,
                "in");
    }

    /** The former owner's last commit has been submitted and is not durable yet. */
    @Test
    void waitsForWhatAFormerOwnerHasUnderWay() {
        boolean[] delays = {false};
        RestoringCluster cluster = clusterThatDelays(delays);
        Writer writer = cluster.log.writer("former");
        Transaction former = writer.begin();
        former.append(CHANGELOG, 1, RestoringCluster.bytes("a"), new byte[] {0, 0, 0, 0, 0, 0, 0, 7}, List.of());
        delays[0] = true;
        CompletableFuture<Void> underWay = former.commit();
        delays[0] = false;
        Instance one = cluster.new Instance("one", new MemoryDatabase());
        for (int i = 0; i < 10; i++) {
            one.worker.runOnce(cluster.clock.wallMs());
            one.restore();
        }
        assertThat(one.worker.isComplete()).isFalse();
        assertThat(underWay).isNotDone();

        cluster.log.step();
        cluster.run(one);

        assertThat(one.store("counts")).isEqualTo(Map.of("a", "7"));
    }

    /** As on Kafka, where a commit is acknowledged before its markers are in the partitions. */
    @Test
    void aCopyKeepsWhatItsOwnCommitHasPutThereThoughReadersDoNotSeeItYet() {
        boolean[] delays = {false};
        RestoringCluster cluster = clusterThatDelays(delays);
        MemoryDatabase disk = new MemoryDatabase();
        Instance one = cluster.new Instance("one", disk);
        feedThree(cluster);
        cluster.run(one);
        one.worker.close();
        delays[0] = true;
        Transaction own = cluster.log.writer("own").begin();
        own.append(CHANGELOG, 1, RestoringCluster.bytes("a"), new byte[] {0, 0, 0, 0, 0, 0, 0, 7}, List.of());
        CompletableFuture<Void> acknowledged = own.commit();
        delays[0] = false;
        long recorded = cluster.log
                        .topics()
                        .endOffsets(Set.of(CHANGELOG), Isolation.COMMITTED)
                        .get(CHANGELOG)
                + 1;
        StateChanges applied = new StateChanges();
        ChangelogPositions.set(
                applied, new StoreSlot("counts", 0), Residence.DISK, new Position(recorded, cluster.clock.wallMs()));
        disk.apply(applied);

        Instance copy = cluster.new Instance("one", disk);
        copy.keepWarm(TASK);
        copy.restore();

        assertThat(acknowledged).isNotDone();
        assertThat(copy.heard).containsExactly("warm app-counts-changelog-0 from " + recorded);
    }

    @Test
    void aStoreThatIsFilledFromASourceTopicIsRestoredToTheCommittedOffsetAndNoFurther() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>table("in", Materialized.as("table")).toStream().to("out");
        RestoringCluster cluster = new RestoringCluster(builder.build(), 1, "in", "out");
        Instance one = cluster.new Instance("one", new MemoryDatabase());
        cluster.feed("in", 0, "a", "1");
        cluster.run(one);
        one.worker.close();
        cluster.feed("in", 0, "b", "2");

        Instance two = cluster.new Instance("two", new MemoryDatabase());
        cluster.run(two);

        assertThat(two.heard).last().isEqualTo("restored 1");
        assertThat(two.store("table")).hasSize(2);
        assertThat(cluster.log.records(new TopicPartition("out", 0))).hasSize(2);
    }

    @Test
    void stateOfATaskThatWentElsewhereIsRemovedAfterTheDelay() {
        RestoringCluster cluster = cluster();
        Instance one = cluster.new Instance("one", new MemoryDatabase());
        feedThree(cluster);
        cluster.run(one);
        assertThat(one.restoration.progress()).hasSize(1);
        assertThat(one.restoration.progress().get(0).offset()).isEmpty();
        one.worker.close();
        one.restore();
        assertThat(one.restoration.progress().get(0).offset()).isPresent();

        cluster.clock.advance(RestoringCluster.CLEANUP_DELAY_MS - 1);
        one.restore();
        assertThat(one.restoration.progress()).hasSize(1);
        cluster.clock.advance(60_000);
        one.restore();

        assertThat(one.restoration.progress()).isEmpty();
    }
}
