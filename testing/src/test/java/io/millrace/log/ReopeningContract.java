package io.millrace.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase;
import io.millrace.store.StoreSlot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

/** What is committed outlives the log's closing. */
abstract class ReopeningContract extends LogTest {

    @Test
    void keepsTopics() {
        log.topics().create(List.of(new TopicSpec("c", 7, Map.of("cleanup.policy", "compact"))));
        log.topics().delete(List.of("b"));

        reopen();

        assertThat(log.topics().partitionCounts()).isEqualTo(Map.of("a", 2, "c", 7));
    }

    @Test
    void keepsRecordsAndGoesOnNumberingThem() {
        commit(A0, numbers(0, 100));
        reopen();
        commit(A0, numbers(100, 100));
        reopen();

        assertThat(values(A0)).containsExactly(numbers(0, 200));
        assertThat(records(A0).get(199).offset()).isEqualTo(after(199, 1));
    }

    @Test
    void keepsWherePartitionsBegin() {
        commit(A0, numbers(0, 10));
        log.topics().purge(Map.of(A0, 10L));
        commit(A1, "x");
        reopen();

        assertThat(end(A0)).isEqualTo(after(10, 1));
        commit(A0, "10");
        assertThat(records(A0).get(records(A0).size() - 1).offset()).isEqualTo(after(10, 1));
    }

    @Test
    void keepsCommittedOffsets() {
        try (Writer writer = log.writer("w")) {
            Transaction transaction = writer.begin();
            transaction.offset("g", A0, new OffsetAndMetadata(5, "meta"));
            succeed(transaction.commit());
        }
        reopen();

        assertThat(log.topics().committed("g", Set.of(A0))).isEqualTo(Map.of(A0, new OffsetAndMetadata(5, "meta")));
    }

    @Test
    void keepsState() {
        if (!log.carriesState()) {
            return;
        }
        StoreSlot slot = new StoreSlot("s", 3);
        StateChanges changes = new StateChanges();
        changes.put(slot, bytes("a"), bytes("1"));
        changes.put(slot, bytes("b"), bytes("2"));
        changes.put(slot, bytes("a"), null);
        try (Writer writer = log.writer("w")) {
            Transaction transaction = writer.begin();
            transaction.state(changes);
            succeed(transaction.commit());
        }
        reopen();

        assertThat(harness.state().open(slot, StateDatabase.Residence.DISK).get(bytes("a")))
                .isNull();
        assertThat(harness.state().open(slot, StateDatabase.Residence.DISK).get(bytes("b")))
                .isEqualTo(bytes("2"));
    }

    @Test
    void dropsWhatWasNotCommitted() {
        Transaction open = log.writer("w").begin();
        append(open, A0, "never committed");
        reopen();

        assertThat(records(A0)).isEmpty();
    }

    @Test
    void writesWhatWasSubmittedBeforeItCloses() {
        Transaction transaction = log.writer("w").begin();
        append(transaction, A0, "x");
        var commit = transaction.commit();
        reopen();

        assertThat(commit).isCompleted();
        assertThat(values(A0)).containsExactly("x");
    }

    @Test
    void aDeletedTopicDoesNotComeBack() {
        commit(A0, "old");
        log.topics().delete(List.of("a"));
        reopen();
        log.topics().create(List.of(new TopicSpec("a", 2, Map.of())));
        reopen();

        assertThat(records(A0)).isEmpty();
    }

    @Test
    void readsAcrossManyCommitsAfterReopening() {
        CompletableFuture<Void> last = new CompletableFuture<>();
        try (Writer writer = log.writer("w")) {
            for (int i = 0; i < 200; i++) {
                Transaction transaction = writer.begin();
                append(transaction, A0, "a" + i);
                append(transaction, B0, "b" + i);
                last = transaction.commit();
            }
        }
        assertThat(last).isCompleted();
        reopen();

        assertThat(values(A0)).hasSize(200).startsWith("a0").endsWith("a199");
        assertThat(values(B0)).hasSize(200).startsWith("b0").endsWith("b199");
    }
}
