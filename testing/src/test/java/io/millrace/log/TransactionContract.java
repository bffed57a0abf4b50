package io.millrace.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Randomness;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase;
import io.millrace.store.StoreSlot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Appending and committing: what goes in comes out, all of it or nothing, in the order of the commits. */
abstract class TransactionContract extends LogTest {

    private Writer writer;

    @BeforeEach
    void openWriter() {
        writer = log.writer("w");
    }

    @Test
    void givesBackWhatWasAppended() {
        List<Header> headers = List.of(new RecordHeader("h", bytes("1")), new RecordHeader("h", bytes("2")));
        Transaction transaction = writer.begin();
        transaction.append(A0, 123_456_789, bytes("key"), bytes("value"), headers);
        succeed(transaction.commit());

        LogRecord record = records(A0).get(0);

        assertThat(record.offset()).isZero();
        assertThat(record.timestamp()).isEqualTo(123_456_789);
        assertThat(record.key()).isEqualTo(bytes("key"));
        assertThat(record.value()).isEqualTo(bytes("value"));
        assertThat(record.headers()).isEqualTo(headers);
    }

    @Test
    void keepsNullAndEmptyKeysAndValuesApart() {
        Transaction transaction = writer.begin();
        transaction.append(A0, 0, null, bytes("v"), List.of());
        transaction.append(A0, 0, bytes("k"), null, List.of());
        transaction.append(A0, 0, null, null, List.of());
        transaction.append(A0, 0, new byte[0], new byte[0], List.of());
        succeed(transaction.commit());

        List<LogRecord> records = records(A0);

        assertThat(records).extracting(LogRecord::key).containsExactly(null, bytes("k"), null, new byte[0]);
        assertThat(records).extracting(LogRecord::value).containsExactly(bytes("v"), null, null, new byte[0]);
    }

    @Test
    void keepsHeadersWithoutAValue() {
        Transaction transaction = writer.begin();
        transaction.append(
                A0, 0, null, null, List.of(new RecordHeader("", (byte[]) null), new RecordHeader("e", new byte[0])));
        transaction.append(A0, 0, null, null, List.of());
        succeed(transaction.commit());

        List<LogRecord> records = records(A0);

        assertThat(records.get(0).headers()).hasSize(2);
        assertThat(records.get(0).headers().get(0).key()).isEmpty();
        assertThat(records.get(0).headers().get(0).value()).isNull();
        assertThat(records.get(0).headers().get(1).value()).isEmpty();
        assertThat(records.get(1).headers()).isEmpty();
    }

    @Test
    void keepsEveryTimestamp() {
        long[] timestamps = {0, 1, 1_700_000_000_000L, 5};
        Transaction transaction = writer.begin();
        for (long timestamp : timestamps) {
            transaction.append(A0, timestamp, null, null, List.of());
        }
        succeed(transaction.commit());

        assertThat(records(A0)).extracting(LogRecord::timestamp).containsExactly(0L, 1L, 1_700_000_000_000L, 5L);
    }

    @Test
    void keepsOrRefusesTimesBefore1970() {
        Transaction transaction = writer.begin();
        if (!harness.traits().takesNegativeTimestamps()) {
            assertThatThrownBy(() -> transaction.append(A0, -1, null, null, List.of()))
                    .isInstanceOf(LogException.class)
                    .hasMessageContaining("-1")
                    .hasMessageContaining("a-0");
            return;
        }
        for (long timestamp : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            transaction.append(A0, timestamp, null, null, List.of());
        }
        succeed(transaction.commit());

        assertThat(records(A0)).extracting(LogRecord::timestamp).containsExactly(-1L, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Test
    void keepsBigRecords() {
        byte[] big = new byte[3_000_000];
        big[2_999_999] = 42;
        Transaction transaction = writer.begin();
        transaction.append(A0, 0, bytes("before"), null, List.of());
        transaction.append(A0, 0, null, big, List.of());
        transaction.append(A0, 0, bytes("after"), null, List.of());
        succeed(transaction.commit());

        List<LogRecord> records = records(A0);

        assertThat(records).extracting(LogRecord::offset).containsExactly(0L, 1L, 2L);
        assertThat(records.get(1).value()).isEqualTo(big);
    }

    @Test
    void numbersTheRecordsOfAPartitionOneByOne() {
        commit(writer, A0, "0", "1");
        commit(writer, A1, "x");
        commit(writer, A0, "2");

        assertThat(records(A0)).extracting(LogRecord::offset).containsExactly(0L, 1L, after(2, 1));
        assertThat(records(A1)).extracting(LogRecord::offset).containsExactly(0L);
        assertThat(values(A0)).containsExactly("0", "1", "2");
    }

    @Test
    void writesToSeveralPartitionsAtOnce() {
        Transaction transaction = writer.begin();
        for (int i = 0; i < 50; i++) {
            append(transaction, A0, "a0-" + i);
            append(transaction, A1, "a1-" + i);
            append(transaction, B0, "b0-" + i);
        }
        succeed(transaction.commit());

        assertThat(values(A0)).hasSize(50).startsWith("a0-0", "a0-1").endsWith("a0-49");
        assertThat(values(A1)).hasSize(50).startsWith("a1-0", "a1-1").endsWith("a1-49");
        assertThat(values(B0)).hasSize(50).startsWith("b0-0", "b0-1").endsWith("b0-49");
    }

    @Test
    void keepsManyRecordsInOrder() {
        commit(writer, A0, numbers(0, 5_000));

        assertThat(values(A0)).containsExactly(numbers(0, 5_000));
    }

    @Test
    void keepsManyCommitsInOrder() {
        List<CompletableFuture<Void>> commits = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Transaction transaction = writer.begin();
            append(transaction, A0, Integer.toString(i));
            commits.add(transaction.commit());
        }
        commits.forEach(this::succeed);

        assertThat(values(A0)).containsExactly(numbers(0, 300));
    }

    @Test
    void nothingIsSeenBeforeTheCommit() {
        Transaction transaction = writer.begin();
        append(transaction, A0, "x");

        assertThat(end(A0)).isZero();
        assertThat(records(A0)).isEmpty();

        succeed(transaction.commit());
        assertThat(values(A0)).containsExactly("x");
    }

    @Test
    void anAbortLeavesNothing() {
        Transaction transaction = writer.begin();
        append(transaction, A0, "dropped");
        transaction.offset("g", B0, new OffsetAndMetadata(1));
        transaction.abort();
        commit(writer, A0, "kept");

        assertThat(values(A0)).containsExactly("kept");
        assertThat(log.topics().committed("g", Set.of(B0))).isEmpty();
    }

    @Test
    void anEmptyTransactionCommits() {
        Transaction transaction = writer.begin();

        assertThat(transaction.isEmpty()).isTrue();
        assertThat(transaction.sizeBytes()).isZero();
        succeed(transaction.commit());
        assertThat(end(A0)).isZero();
    }

    @Test
    void saysHowMuchHasBeenAdded() {
        Transaction transaction = writer.begin();
        append(transaction, A0, "x".repeat(1_000));
        long one = transaction.sizeBytes();
        append(transaction, A1, "x".repeat(1_000));

        assertThat(transaction.isEmpty()).isFalse();
        assertThat(one).isBetween(1_000L, 2_000L);
        assertThat(transaction.sizeBytes()).isBetween(2_000L, 4_000L);
        transaction.abort();
    }

    @Test
    void aTransactionWithAnOffsetAloneIsNotEmpty() {
        Transaction transaction = writer.begin();
        transaction.offset("g", A0, new OffsetAndMetadata(1));

        assertThat(transaction.isEmpty()).isFalse();
        succeed(transaction.commit());
        assertThat(log.topics().committed("g", Set.of(A0))).isEqualTo(Map.of(A0, new OffsetAndMetadata(1)));
    }

    @Test
    void takesNothingMoreAfterTheCommit() {
        Transaction transaction = writer.begin();
        append(transaction, A0, "x");
        succeed(transaction.commit());

        assertThatThrownBy(() -> append(transaction, A0, "y")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transaction.offset("g", A0, new OffsetAndMetadata(1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(transaction::commit).isInstanceOf(IllegalStateException.class);
        assertThat(values(A0)).containsExactly("x");
    }

    @Test
    void takesNothingMoreAfterAnAbort() {
        Transaction transaction = writer.begin();
        append(transaction, A0, "x");
        transaction.abort();

        assertThatThrownBy(() -> append(transaction, A0, "y")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(transaction::commit).isInstanceOf(IllegalStateException.class);
        assertThat(records(A0)).isEmpty();
    }

    @Test
    void theOrderOfTransactionsIsThatOfTheirCommits() {
        Transaction first = writer.begin();
        Transaction second = writer.begin();
        append(first, A0, "first");
        append(second, A0, "second");
        append(first, A0, "first again");
        CompletableFuture<Void> secondCommit = second.commit();
        CompletableFuture<Void> firstCommit = first.commit();
        succeed(secondCommit);
        succeed(firstCommit);

        assertThat(values(A0)).containsExactly("second", "first", "first again");
    }

    @Test
    void commitsCompleteInTheirOrder() {
        List<Integer> completed = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Void>> commits = new ArrayList<>();
        Writer other = harness.traits().oneOrderForAllWriters() ? log.writer("other") : writer;
        for (int i = 0; i < 50; i++) {
            int number = i;
            Transaction transaction = (i % 2 == 0 ? writer : other).begin();
            append(transaction, A0, Integer.toString(i));
            commits.add(transaction.commit().thenRun(() -> completed.add(number)));
        }
        commits.forEach(this::succeed);

        assertThat(completed).isSorted().hasSize(50);
        assertThat(values(A0)).containsExactly(numbers(0, 50));
    }

    @Test
    void aWriterThatIsDrainedHasNothingUnderWay() {
        List<CompletableFuture<Void>> commits = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Transaction transaction = writer.begin();
            append(transaction, A0, Integer.toString(i));
            commits.add(transaction.commit());
        }

        writer.drain();

        assertThat(commits).allMatch(CompletableFuture::isDone);
        assertThat(end(A0)).isEqualTo(after(20, 20));
    }

    @Test
    void saysWhereTheRecordsOfATransactionBegin() {
        commit(writer, A0, "0", "1");
        Transaction transaction = writer.begin();
        append(transaction, A0, "2", "3");
        append(transaction, B0, "0");
        succeed(transaction.commit());

        assertThat(transaction.firstOffset(A0)).isEqualTo(after(2, 1));
        assertThat(transaction.firstOffset(B0)).isZero();
        assertThat(transaction.firstOffset(A1)).isEqualTo(-1);
    }

    @Test
    void commitsOffsetsWithTheirMetadata() {
        OffsetAndMetadata offset = new OffsetAndMetadata(42, "some metadata \u00e4");
        Transaction transaction = writer.begin();
        append(transaction, B0, "x");
        transaction.offset("g", A0, new OffsetAndMetadata(1));
        transaction.offset("g", A0, offset);
        transaction.offset("h", A0, new OffsetAndMetadata(7));
        assertThat(log.topics().committed("g", Set.of(A0)))
                .as("before the commit")
                .isEmpty();
        succeed(transaction.commit());

        assertThat(log.topics().committed("g", Set.of(A0, A1))).isEqualTo(Map.of(A0, offset));
        assertThat(log.topics().committed("h", Set.of(A0))).isEqualTo(Map.of(A0, new OffsetAndMetadata(7)));
        assertThat(log.topics().committed("unknown", Set.of(A0))).isEmpty();
    }

    @Test
    void anOffsetReplacesTheOneBefore() {
        for (long offset : new long[] {5, 9, 2}) {
            Transaction transaction = writer.begin();
            transaction.offset("g", A0, new OffsetAndMetadata(offset));
            succeed(transaction.commit());
        }

        assertThat(log.topics().committed("g", Set.of(A0))).isEqualTo(Map.of(A0, new OffsetAndMetadata(2)));
    }

    @Test
    void aWriterOutsideAnyGroupMustNameTheGroup() {
        Transaction transaction = writer.begin();

        assertThatThrownBy(() -> transaction.offset(A0, new OffsetAndMetadata(1)))
                .isInstanceOf(IllegalStateException.class);
        transaction.abort();
    }

    @Test
    void refusesRecordsForPartitionsThatDoNotExist() {
        Transaction transaction = writer.begin();

        assertThatThrownBy(() -> {
                    append(transaction, new TopicPartition("unknown", 0), "x");
                    throw failure(transaction.commit());
                })
                .isInstanceOf(LogException.class);
        Transaction next = writer.begin();
        assertThatThrownBy(() -> {
                    append(next, new TopicPartition("a", 2), "x");
                    throw failure(next.commit());
                })
                .isInstanceOf(LogException.class);
    }

    @Test
    void writesNothingIfATopicWasDeletedMeanwhile() {
        Transaction transaction = writer.begin();
        append(transaction, A0, "x");
        append(transaction, B0, "x");
        log.topics().delete(List.of("b"));

        assertThat(failure(transaction.commit())).isInstanceOf(LogException.class);

        assertThat(records(A0)).isEmpty();
        commit(writer, A0, "the writer goes on");
        assertThat(values(A0)).hasSize(1);
    }

    @Test
    void carriesStateOrSaysThatItDoesNot() {
        StateChanges changes = new StateChanges();
        StoreSlot slot = new StoreSlot("s", 0);
        changes.put(slot, bytes("k"), bytes("v"));
        Transaction transaction = writer.begin();
        append(transaction, A0, "x");
        if (!log.carriesState()) {
            assertThatThrownBy(() -> transaction.state(changes)).isInstanceOf(IllegalStateException.class);
            return;
        }
        transaction.state(changes);
        assertThat(harness.state().open(slot, StateDatabase.Residence.DISK).get(bytes("k")))
                .isNull();

        succeed(transaction.commit());

        assertThat(harness.state().open(slot, StateDatabase.Residence.DISK).get(bytes("k")))
                .isEqualTo(bytes("v"));
        assertThat(values(A0)).containsExactly("x");
    }

    @Test
    void stateOfAnAbortedTransactionIsDropped() {
        if (!log.carriesState()) {
            return;
        }
        StateChanges changes = new StateChanges();
        StoreSlot slot = new StoreSlot("s", 0);
        changes.put(slot, bytes("k"), bytes("v"));
        Transaction transaction = writer.begin();
        transaction.state(changes);
        transaction.abort();
        commit(writer, A0, "x");

        assertThat(harness.state().open(slot, StateDatabase.Residence.DISK).get(bytes("k")))
                .isNull();
    }

    @Test
    void doesWhatAModelDoesWhateverIsCommittedAndAborted() {
        long seed = Long.getLong("seed", 4711);
        Randomness random = Randomness.seeded(seed);
        List<TopicPartition> partitions = List.of(A0, A1, B0);
        Map<TopicPartition, List<String>> expected = new LinkedHashMap<>();
        partitions.forEach(partition -> expected.put(partition, new ArrayList<>()));
        Map<TopicPartition, Integer> commitsOf = new HashMap<>();
        List<Writer> writers = List.of(writer, log.writer("x"), log.writer("y"));
        List<CompletableFuture<Void>> commits = new ArrayList<>();

        for (int round = 0; round < 200; round++) {
            Transaction transaction = writers.get(random.nextInt(3)).begin();
            Map<TopicPartition, List<String>> added = new LinkedHashMap<>();
            int records = random.nextInt(10);
            for (int i = 0; i < records; i++) {
                TopicPartition partition = partitions.get(random.nextInt(3));
                String value = round + "." + i;
                append(transaction, partition, value);
                added.computeIfAbsent(partition, any -> new ArrayList<>()).add(value);
            }
            if (random.nextInt(4) == 0) {
                transaction.abort();
            } else {
                CompletableFuture<Void> commit = transaction.commit();
                commits.add(commit);
                if (!harness.traits().oneOrderForAllWriters()) {
                    succeed(commit);
                }
                added.forEach((partition, values) -> {
                    expected.get(partition).addAll(values);
                    commitsOf.merge(partition, 1, Integer::sum);
                });
            }
        }
        commits.forEach(this::succeed);

        for (TopicPartition partition : partitions) {
            assertThat(values(partition)).as("%s, -Dseed=%s", partition, seed).isEqualTo(expected.get(partition));
            assertThat(end(partition))
                    .isEqualTo(after(expected.get(partition).size(), commitsOf.getOrDefault(partition, 0)));
        }
    }
}
