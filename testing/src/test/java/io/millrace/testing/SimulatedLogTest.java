package io.millrace.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.log.FencedException;
import io.millrace.log.Isolation;
import io.millrace.log.LogException;
import io.millrace.log.OutcomeUnknownException;
import io.millrace.log.TopicSpec;
import io.millrace.log.Transaction;
import io.millrace.log.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // Some commits are meant to stay unanswered.
class SimulatedLogTest {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final SimulatedLog.Settings SETTINGS = new SimulatedLog.Settings(false, 3, false);
    private static final int RECORDS = 10;

    @Test
    void copiesExactlyOnceWhateverCallItCrashesAt() {
        SimulatedLog faultFree = SimulatedLog.open(SETTINGS, FaultPlan.none());
        CopyProgram.run(faultFree, RECORDS);
        assertCopied(faultFree, "no fault");

        for (long call = 1; call <= faultFree.calls(); call++) {
            for (boolean keep : new boolean[] {false, true}) {
                SimulatedLog log = SimulatedLog.open(SETTINGS, FaultPlan.crashAt(call, keep));
                SimulatedLog restarted = runWithCrashes(log);
                assertThat(restarted.trace().lines()).contains("restart");
                assertCopied(restarted, "crash at call " + call + ", commits under way kept: " + keep);
            }
        }
    }

    @Test
    void copiesExactlyOnceUnderFaultsDrawnByChance() {
        for (long seed = 1; seed <= 300; seed++) {
            FaultRates rates = new FaultRates(10_000, 50_000, 50_000, 50_000, 300_000, 20);
            SimulatedLog log = runWithCrashes(SimulatedLog.open(SETTINGS, FaultPlan.seeded(seed, rates)));
            assertCopied(log, "seed " + seed);
        }
    }

    @Test
    void doesTheSameThingAgainForTheSameSeed() {
        assertThat(traceOf(7).sha256()).isEqualTo(traceOf(7).sha256());
        assertThat(traceOf(7).sha256()).isNotEqualTo(traceOf(8).sha256());
    }

    @Test
    void everyCallAfterACrashCrashesToo() {
        SimulatedLog log = SimulatedLog.open(SETTINGS, FaultPlan.crashAt(2, false));
        Writer writer = log.writer("w");

        assertThatThrownBy(writer::begin).isInstanceOf(SimulatedCrash.class);
        assertThatThrownBy(() -> log.topics().partitionCounts()).isInstanceOf(SimulatedCrash.class);
        assertThat(log.isCrashed()).isTrue();
        writer.close();
        log.close();
    }

    @Test
    void aCommitUnderWayAtACrashIsKeptOrLostAsThePlanSays() {
        assertThat(recordsAfterCrashInCommit(true)).isEqualTo(1);
        assertThat(recordsAfterCrashInCommit(false)).isZero();
    }

    @Test
    void anAbortedCommitLeavesNothing() {
        SimulatedLog log = withTopic(FaultPlan.at(5, Fault.ABORT));

        CompletableFuture<Void> commit = commitOne(log);

        assertThatThrownBy(commit::join).hasCauseExactlyInstanceOf(LogException.class);
        assertThat(log.records(PARTITION)).isEmpty();
    }

    @Test
    void aLostResponseLeavesTheRecordsAndTheWriterInTheDark() {
        SimulatedLog log = withTopic(FaultPlan.at(5, Fault.LOSE_RESPONSE));

        CompletableFuture<Void> commit = commitOne(log);

        assertThatThrownBy(commit::join).hasCauseInstanceOf(OutcomeUnknownException.class);
        assertThat(log.records(PARTITION)).hasSize(1);
    }

    @Test
    void aFencedWriterStaysFenced() {
        SimulatedLog log = withTopic(FaultPlan.at(5, Fault.FENCE));
        Writer writer = log.writer("w");

        assertThatThrownBy(commitOne(writer)::join).hasCauseInstanceOf(FencedException.class);
        assertThatThrownBy(commitOne(writer)::join).hasCauseInstanceOf(FencedException.class);
        assertThat(log.records(PARTITION)).isEmpty();
    }

    @Test
    void aDelayedCommitHoldsUpThoseBehindIt() {
        SimulatedLog log = withTopic(FaultPlan.at(5, Fault.DELAY));
        Writer writer = log.writer("w");
        List<Integer> order = new ArrayList<>();

        CompletableFuture<Void> first = commitOne(writer);
        CompletableFuture<Void> second = commitOne(writer);
        first.thenRun(() -> order.add(1));
        second.thenRun(() -> order.add(2));
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        assertThat(log.topics().endOffsets(Set.of(PARTITION), Isolation.COMMITTED))
                .containsEntry(PARTITION, 0L);
        assertThat(log.topics().endOffsets(Set.of(PARTITION), Isolation.UNCOMMITTED))
                .containsEntry(PARTITION, 2L);

        while (log.step()) {
            // until nothing is under way
        }
        assertThat(order).containsExactly(1, 2);
    }

    @Test
    void aCrashKeepsAPrefixOfTheCommitsUnderWay() {
        SimulatedLog log = withTopic(FaultPlan.at(5, Fault.DELAY));
        Writer writer = log.writer("w");
        CompletableFuture<Void> lost = commitOne(writer);

        SimulatedLog restarted = log.restart();

        assertThat(lost).isNotDone();
        assertThat(restarted.records(PARTITION)).isEmpty();
        commitOne(restarted).join();
        assertThat(restarted.records(PARTITION).get(0).offset()).isZero();
    }

    private static EventTrace traceOf(long seed) {
        FaultRates rates = new FaultRates(20_000, 50_000, 50_000, 50_000, 300_000, 20);
        return runWithCrashes(SimulatedLog.open(SETTINGS, FaultPlan.seeded(seed, rates)))
                .trace();
    }

    private static SimulatedLog runWithCrashes(SimulatedLog log) {
        SimulatedLog current = log;
        for (int life = 0; life < 100; life++) {
            try {
                CopyProgram.run(current, RECORDS);
                return current;
            } catch (SimulatedCrash crash) {
                current = current.restart();
            }
        }
        throw new AssertionError("still crashing after 100 restarts");
    }

    private static void assertCopied(SimulatedLog log, String situation) {
        assertThat(log.records(CopyProgram.OUT))
                .as(situation)
                .extracting(record -> (int) record.timestamp())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    private static int recordsAfterCrashInCommit(boolean keep) {
        SimulatedLog log = withTopic(FaultPlan.crashAt(5, keep));
        assertThatThrownBy(() -> commitOne(log)).isInstanceOf(SimulatedCrash.class);
        return log.restart().records(PARTITION).size();
    }

    private static SimulatedLog withTopic(FaultPlan plan) {
        SimulatedLog log = SimulatedLog.open(SETTINGS, plan);
        log.topics().create(List.of(new TopicSpec("t", 1, Map.of())));
        return log;
    }

    private static CompletableFuture<Void> commitOne(SimulatedLog log) {
        return commitOne(log.writer("w"));
    }

    private static CompletableFuture<Void> commitOne(Writer writer) {
        Transaction transaction = writer.begin();
        transaction.append(PARTITION, 0, null, new byte[] {1}, List.of());
        return transaction.commit();
    }
}
