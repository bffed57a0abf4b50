package io.millrace.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readers: from where, how far, how much. */
abstract class ReadingContract extends LogTest {

    private Reader reader;

    @BeforeEach
    void openReader() {
        reader = log.reader(Isolation.COMMITTED);
    }

    @Test
    void readsFromTheOffsetThatItIsGiven() {
        commit(A0, numbers(0, 10));
        reader.assign(Map.of(A0, 7L));

        assertThat(read(3)).containsExactly("7", "8", "9");
    }

    @Test
    void readsOnWhereItStopped() {
        commit(A0, "0", "1");
        reader.assign(Map.of(A0, 0L));
        assertThat(read(2)).containsExactly("0", "1");

        commit(A0, "2");

        assertThat(read(1)).containsExactly("2");
        assertThat(pollValues(0)).isEmpty();
    }

    @Test
    void saysWhereItReadsOn() {
        commit(A0, "0", "1", "2");
        reader.assign(Map.of(A0, 1L));

        Fetched fetched = poll();

        assertThat(fetched.partition()).isEqualTo(A0);
        assertThat(fetched.records()).extracting(LogRecord::offset).containsExactly(1L, 2L);
        assertThat(fetched.nextOffset()).isBetween(3L, after(3, 1));
    }

    @Test
    void readsOnlyWhatItIsAssigned() {
        commit(A0, "a0");
        commit(A1, "a1");
        commit(B0, "b0");
        reader.assign(Map.of(A0, 0L, B0, 0L));

        assertThat(read(2)).containsExactlyInAnyOrder("a0", "b0");
        assertThat(pollValues(0)).isEmpty();
    }

    @Test
    void aNewAssignmentReplacesTheOld() {
        commit(A0, "a0");
        commit(A1, "a1");
        reader.assign(Map.of(A0, 0L));
        reader.assign(Map.of(A1, 0L));

        assertThat(read(1)).containsExactly("a1");
        assertThat(pollValues(0)).isEmpty();
        reader.assign(Map.of(A1, 0L));
        assertThat(read(1)).as("again").containsExactly("a1");
        reader.assign(Map.of());
        assertThat(pollValues(0)).isEmpty();
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertThat(pollValues(0)).isEmpty();
        reader.assign(Map.of(A0, 0L));
        assertThat(pollValues(0)).isEmpty();
        assertThat(pollValues(1)).isEmpty();
    }

    @Test
    void returnsEverythingInBoundedPieces() {
        for (int i = 0; i < 20; i++) {
            commit(A0, numbers(i * 500, 500));
        }
        reader.assign(Map.of(A0, 0L));
        List<String> all = new ArrayList<>();
        int polls = 0;
        while (all.size() < 10_000 && polls < TRIES_MAX) {
            polls++;
            for (Fetched fetched : reader.poll(TRY_MS)) {
                all.addAll(values(fetched.records()));
            }
        }

        assertThat(all).containsExactly(numbers(0, 10_000));
        assertThat(polls).as("polls").isGreaterThan(1);
    }

    @Test
    void noPartitionStarvesAnother() {
        commit(A0, numbers(0, 5_000));
        commit(A1, "rare");
        reader.assign(Map.of(A0, 0L, A1, 0L));
        List<String> seen = new ArrayList<>();
        awaiting("the rare record comes", () -> {
            reader.poll(TRY_MS).forEach(fetched -> seen.addAll(values(fetched.records())));
            return seen.contains("rare");
        });

        assertThat(seen.size()).as("records until the rare one came").isLessThan(5_001);
    }

    @Test
    void leavesOutWhatIsPaused() {
        commit(A0, "a0");
        commit(A1, "a1");
        reader.assign(Map.of(A0, 0L, A1, 0L));
        reader.pause(Set.of(A0));

        assertThat(read(1)).containsExactly("a1");
        assertThat(pollValues(0)).isEmpty();

        reader.resume(Set.of(A0));
        assertThat(read(1)).containsExactly("a0");
    }

    @Test
    void refusesAPositionBeyondTheEnd() {
        commit(A0, "0");

        long beyond = end(A0) + 1;

        eventually(
                () -> {
                    reader.assign(Map.of(A0, beyond));
                    reader.poll(TRY_MS);
                },
                OutOfRangeException.class,
                "a-0",
                Long.toString(beyond));
    }

    @Test
    void refusesAPositionThatWasPurged() {
        commit(A0, "0", "1", "2");
        log.topics().purge(Map.of(A0, 2L));

        eventually(
                () -> {
                    reader.assign(Map.of(A0, 1L));
                    reader.poll(TRY_MS);
                },
                OutOfRangeException.class,
                "a-0",
                "1");
        reader.assign(Map.of(A0, 2L));
        assertThat(read(1)).containsExactly("2");
    }

    @Test
    void refusesToReadOnWhereAPurgeHasOvertakenIt() {
        commit(A0, "0", "1", "2");
        reader.assign(Map.of(A0, 0L));
        log.topics().purge(Map.of(A0, 3L));

        eventually(() -> reader.poll(TRY_MS), OutOfRangeException.class);
    }

    @Test
    void refusesPartitionsThatDoNotExist() {
        assertThatThrownBy(() -> {
                    reader.assign(Map.of(new TopicPartition("unknown", 0), 0L));
                    reader.poll(0);
                })
                .isInstanceOf(LogException.class);
    }

    @Test
    void aWakeupEndsTheNextWait() {
        reader.assign(Map.of(A0, 0L));
        reader.wakeup();

        assertThat(reader.poll(60_000)).isEmpty();
    }

    @Test
    void aReaderOfEverythingSeesAtLeastWhatIsCommitted() {
        commit(A0, "0", "1");
        try (Reader everything = log.reader(Isolation.UNCOMMITTED)) {
            everything.assign(Map.of(A0, 0L));
            List<String> seen = new ArrayList<>();
            awaiting("both are read", () -> {
                everything.poll(TRY_MS).forEach(fetched -> seen.addAll(values(fetched.records())));
                return seen.size() >= 2;
            });
            assertThat(seen).containsExactly("0", "1");
        }
        assertThat(log.topics().endOffsets(Set.of(A0), Isolation.UNCOMMITTED)).isEqualTo(Map.of(A0, after(2, 1)));
    }

    @Test
    void aReaderOfWhatIsCommittedNeverReadsBeyondTheCommittedEnd() {
        List<CompletableFuture<Void>> commits = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        reader.assign(Map.of(A0, 0L));
        Writer writer = log.writer("w");
        for (int i = 0; i < 100; i++) {
            Transaction transaction = writer.begin();
            append(transaction, A0, Integer.toString(i));
            commits.add(transaction.commit());
            reader.poll(0).forEach(fetched -> seen.addAll(values(fetched.records())));
            assertThat(end(A0)).isGreaterThanOrEqualTo(seen.size());
        }
        commits.forEach(this::succeed);

        seen.addAll(read(100 - seen.size()));
        assertThat(seen).containsExactly(numbers(0, 100));
    }

    @Test
    void readersDoNotDisturbEachOther() {
        commit(A0, "0", "1");
        try (Reader other = log.reader(Isolation.COMMITTED)) {
            other.assign(Map.of(A0, 1L));
            reader.assign(Map.of(A0, 0L));
            assertThat(read(2)).containsExactly("0", "1");
            assertThat(poll(other).records()).hasSize(1);
        }
        commit(A0, "2");
        assertThat(read(1)).containsExactly("2");
    }

    @Test
    void aClosedReaderReadsNoMore() {
        reader.assign(Map.of(A0, 0L));
        reader.close();

        assertThatThrownBy(() -> reader.poll(0)).isInstanceOf(LogException.class);
    }

    private Fetched poll() {
        return poll(reader);
    }

    private Fetched poll(Reader from) {
        List<Fetched> found = new ArrayList<>();
        awaiting("something is read", () -> {
            found.addAll(from.poll(TRY_MS));
            return !found.isEmpty();
        });
        return found.get(0);
    }

    private List<String> pollValues(long maxWaitMs) {
        List<String> values = new ArrayList<>();
        reader.poll(maxWaitMs).forEach(fetched -> values.addAll(values(fetched.records())));
        return values;
    }

    private List<String> read(int count) {
        List<String> values = new ArrayList<>();
        awaiting(count + " records are read", () -> {
            values.addAll(pollValues(TRY_MS));
            return values.size() >= count;
        });
        return values;
    }
}
