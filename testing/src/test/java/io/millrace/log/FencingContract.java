package io.millrace.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

/** Who comes last wins: writers of the same id, and what is closed. */
abstract class FencingContract extends LogTest {

    @Test
    void aNewerWriterFencesTheOlder() {
        Writer older = log.writer("w");
        commit(older, A0, "before");
        Transaction open = older.begin();
        append(open, A0, "too late");

        Writer newer = log.writer("w");

        assertThat(failure(open.commit())).isInstanceOf(FencedException.class);
        commit(newer, A0, "after");
        assertThat(values(A0)).containsExactly("before", "after");
    }

    @Test
    void aFencedWriterStaysFenced() {
        Writer older = log.writer("w");
        log.writer("w");

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> {
                        Transaction transaction = older.begin();
                        append(transaction, A0, "x");
                        throw failure(transaction.commit());
                    })
                    .isInstanceOf(FencedException.class);
        }
        assertThat(records(A0)).isEmpty();
    }

    @Test
    void fencingHitsOffsetsToo() {
        Writer older = log.writer("w");
        Transaction open = older.begin();
        open.offset("g", A0, new OffsetAndMetadata(5));
        log.writer("w");

        assertThat(failure(open.commit())).isInstanceOf(FencedException.class);
        assertThat(log.topics().committed("g", Set.of(A0))).isEmpty();
    }

    @Test
    void whatWasCommittedBeforeTheFencingStays() {
        Writer older = log.writer("w");
        Transaction transaction = older.begin();
        append(transaction, A0, "x");
        var commit = transaction.commit();
        log.writer("w");

        succeed(commit);
        assertThat(values(A0)).containsExactly("x");
    }

    @Test
    void writersOfOtherIdsAreNotFenced() {
        Writer one = log.writer("one");
        Writer two = log.writer("two");

        commit(one, A0, "1");
        commit(two, A0, "2");
        commit(one, A0, "3");

        assertThat(values(A0)).containsExactly("1", "2", "3");
    }

    @Test
    void closingAFencedWriterDoesNotHurtTheNewer() {
        Writer older = log.writer("w");
        Writer newer = log.writer("w");

        older.close();

        commit(newer, A0, "x");
        assertThat(values(A0)).containsExactly("x");
    }

    @Test
    void aClosedWriterTakesNothingMore() {
        Writer writer = log.writer("w");
        Transaction open = writer.begin();
        append(open, A0, "x");
        writer.close();

        assertThatThrownBy(writer::begin).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> {
                    throw failure(open.commit());
                })
                .isInstanceOf(RuntimeException.class);
        assertThat(records(A0)).isEmpty();
    }

    @Test
    void closingAWriterWaitsForItsCommits() {
        Writer writer = log.writer("w");
        Transaction transaction = writer.begin();
        append(transaction, A0, "x");
        var commit = transaction.commit();

        writer.close();

        assertThat(commit).isCompleted();
        assertThat(values(A0)).containsExactly("x");
    }

    @Test
    void aClosedLogRefusesEverything() {
        Writer writer = log.writer("w");
        log.close();

        assertThatThrownBy(() -> log.topics().partitionCounts()).isInstanceOf(LogException.class);
        assertThatThrownBy(() -> log.writer("x")).isInstanceOf(LogException.class);
        assertThatThrownBy(() -> log.reader(Isolation.COMMITTED)).isInstanceOf(LogException.class);
        assertThatThrownBy(() -> commit(writer, A0, "x")).isInstanceOfAny(LogException.class, AssertionError.class);
    }
}
