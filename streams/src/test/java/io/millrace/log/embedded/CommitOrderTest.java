package io.millrace.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.log.Isolation;
import io.millrace.log.LogException;
import io.millrace.log.OutOfRangeException;
import io.millrace.log.Transaction;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase;
import io.millrace.store.StoreSlot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitOrderTest {

    @TempDir
    Path folder;

    private HandDrivenLog log;

    @BeforeEach
    void open() {
        log = new HandDrivenLog(folder, Map.of());
    }

    @AfterEach
    void close() {
        log.close();
    }

    private void reopen() {
        log.close();
        open();
    }

    @Test
    void showsSubmittedRecordsToMembersAndDurableOnesToReaders() {
        CompletableFuture<Void> done = log.submit("a=1");

        assertThat(log.read(0, Isolation.UNCOMMITTED)).containsExactly("0:a=1");
        assertThat(log.read(0, Isolation.COMMITTED)).isEmpty();
        assertThat(done).isNotDone();

        log.commitQueued();

        assertThat(done).isCompleted();
        assertThat(log.read(0, Isolation.COMMITTED)).containsExactly("0:a=1");
    }

    @Test
    void writesEverythingThatWaitsInOneGroupAndCompletesItInOrder() {
        StringBuilder order = new StringBuilder();
        CompletableFuture<?> first = log.submit("a=1").thenRun(() -> order.append("first "));
        CompletableFuture<?> second = log.submit("b=2").thenRun(() -> order.append("second "));

        log.commitQueued();

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(order).hasToString("first second ");
    }

    @Test
    void forgetsWhatWasSubmittedAndNeverWritten() {
        log.commit("a=1");
        assertThat(log.submit("b=2")).isNotDone();

        reopen();

        assertThat(log.onDisk()).containsExactly("0:a=1");
        assertThat(log.partition().durableEnd()).isEqualTo(1);
    }

    @Test
    void leavesNoTraceOfAnAbortedTransaction() {
        Transaction aborted = log.begin();
        aborted.append(HandDrivenLog.PARTITION, 1, null, HandDrivenLog.bytes("gone"), List.of());
        aborted.abort();
        log.commit("a=1");

        assertThat(log.onDisk()).containsExactly("0:a=1");
        assertThatThrownBy(aborted::commit).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void commitsOffsetsAndStateWithTheRecords() {
        StoreSlot slot = new StoreSlot("store", 0);
        StateChanges changes = new StateChanges();
        changes.put(slot, new byte[] {1}, new byte[] {2});
        Transaction transaction = log.begin();
        transaction.append(HandDrivenLog.PARTITION, 1, null, HandDrivenLog.bytes("x"), List.of());
        transaction.offset(HandDrivenLog.PARTITION, new OffsetAndMetadata(1, "meta"));
        transaction.state(changes);
        assertThat(transaction.commit()).isNotDone();

        assertThat(log.memory.offsets().submitted("g", log.partition())).isEqualTo(new OffsetAndMetadata(1, "meta"));
        assertThat(log.memory.offsets().durable("g", log.partition())).isNull();
        log.commitQueued();
        reopen();

        assertThat(log.memory.offsets().durable("g", log.partition())).isEqualTo(new OffsetAndMetadata(1, "meta"));
        assertThat(log.storage
                        .database()
                        .open(slot, StateDatabase.Residence.DISK)
                        .get(new byte[] {1}))
                .containsExactly(2);
        assertThat(log.onDisk()).containsExactly("0:null=x");
    }

    @Test
    void readsFromDiskWhatHasLeftMemory() {
        for (int i = 0; i < 10; i++) {
            log.commit("a=" + i, "b=" + i, "c=" + i);
        }
        reopen();
        log.commit("d=new");

        assertThat(log.partition().tailStart()).isEqualTo(30);
        assertThat(log.read(28, Isolation.COMMITTED)).containsExactly("28:b=9", "29:c=9", "30:d=new");
        assertThat(log.read(30, Isolation.COMMITTED)).containsExactly("30:d=new");
        assertThat(log.read(0, Isolation.COMMITTED)).hasSize(31);
    }

    @Test
    void splitsALargeTransactionIntoBatches() {
        Transaction transaction = log.begin();
        for (int i = 0; i < 30; i++) {
            transaction.append(HandDrivenLog.PARTITION, i, null, new byte[100_000], List.of());
        }
        assertThat(transaction.commit()).isNotDone();
        log.commitQueued();

        assertThat(log.onDisk()).hasSize(30);
        assertThat(log.storage.log().lastBefore(log.partition(), Long.MAX_VALUE).baseOffset())
                .isPositive();
    }

    @Test
    void namesPartitionPositionAndRangeWhenAPositionDoesNotExist() {
        log.commit("a=1", "b=2");

        assertThatThrownBy(() -> log.read(3, Isolation.COMMITTED))
                .isInstanceOf(OutOfRangeException.class)
                .hasMessageContaining("position 3 of t-0 (expected: from 0 to 2)");
        assertThatThrownBy(() -> log.read(-1, Isolation.COMMITTED)).isInstanceOf(OutOfRangeException.class);
    }

    @Test
    void refusesEverythingOnceItIsClosed() {
        CompletableFuture<Void> before = log.submit("a=1");
        log.memory.gate().lock();
        log.memory.queue().close();
        log.memory.gate().unlock();

        assertThat(log.submit("b=2")).isCompletedExceptionally();
        assertThatThrownBy(() -> log.read(0, Isolation.UNCOMMITTED))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("closed");
        log.commitQueued();
        assertThat(before).isCompleted();
    }

    @Test
    void dropsOnlyDurableBatchesFromMemory() {
        Tails small = new Tails(1);
        Partition partition = new Topic(9, new io.millrace.log.TopicSpec("u", 1, Map.of()))
                .partitions()
                .get(0);
        BatchBuilder builder = new BatchBuilder();
        for (int i = 0; i < 3; i++) {
            builder.append(1, null, null, List.of());
            Batch batch = new Batch(partition, builder.seal(0, 1));
            partition.submit(batch);
            small.add(batch);
        }
        partition.durable(2);

        small.fit();

        assertThat(partition.tailStart()).isEqualTo(2);
    }
}
