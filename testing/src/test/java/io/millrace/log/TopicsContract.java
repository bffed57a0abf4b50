package io.millrace.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics: made, listed, deleted, purged, and asked where they begin and end. */
abstract class TopicsContract extends LogTest {

    /** In the future: marks of commits, which a log may search as well, carry the time of the commit. */
    private static final long LATER_MS = Clock.system().wallMs() + 600_000;

    private static final TopicPartition UNKNOWN = new TopicPartition("unknown", 0);

    @Test
    void listsTopicsWithTheirPartitions() {
        assertThat(log.topics().partitionCounts()).isEqualTo(Map.of("a", 2, "b", 1));
    }

    @Test
    void aTopicThatIsMadeAnewHasAnotherIdWhereThereAreIds() {
        Map<String, Uuid> before = log.topics().ids(Set.of("a", "b", "missing"));
        log.topics().delete(List.of("a"));
        log.topics().create(List.of(new TopicSpec("a", 2, Map.of())));

        Map<String, Uuid> after = log.topics().ids(Set.of("a", "b", "missing"));

        assertThat(after.keySet()).isEqualTo(before.keySet()).isSubsetOf("a", "b");
        assertThat(after.get("b")).isEqualTo(before.get("b"));
        assertThat(before.isEmpty() || !after.get("a").equals(before.get("a"))).isTrue();
    }

    @Test
    void refusesATopicThatExistsAndMakesThoseBeforeIt() {
        List<TopicSpec> topics = List.of(
                new TopicSpec("c", 1, Map.of()), new TopicSpec("a", 5, Map.of()), new TopicSpec("d", 1, Map.of()));

        assertThatThrownBy(() -> log.topics().create(topics))
                .isInstanceOf(TopicExistsException.class)
                .hasMessageContaining("a");

        assertThat(log.topics().partitionCounts()).isEqualTo(Map.of("a", 2, "b", 1, "c", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a b", "a/b", "\u00e4", "a:b", "a\u0000"})
    void refusesNamesThatKafkaRefuses(String name) {
        assertThatThrownBy(() -> log.topics().create(List.of(new TopicSpec(name, 1, Map.of()))))
                .isInstanceOf(KafkaException.class);
        assertThat(log.topics().partitionCounts()).containsOnlyKeys("a", "b");
    }

    @Test
    void refusesANameOf250Characters() {
        assertThatThrownBy(() -> log.topics().create(List.of(new TopicSpec("n".repeat(250), 1, Map.of()))))
                .isInstanceOf(KafkaException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A-b_c.9", "-", "_", "a.b", "a_b", "...", "0"})
    void takesEveryNameThatKafkaTakes(String name) {
        log.topics().create(List.of(new TopicSpec(name, 3, Map.of())));

        assertThat(log.topics().partitionCounts()).containsEntry(name, 3);
    }

    @Test
    void takesANameOf249Characters() {
        String name = "n".repeat(249);
        log.topics().create(List.of(new TopicSpec(name, 1, Map.of())));
        commit(new TopicPartition(name, 0), "x");

        assertThat(values(new TopicPartition(name, 0))).containsExactly("x");
    }

    @Test
    void takesKafkasTopicSettings() {
        Map<String, String> configs =
                Map.of("cleanup.policy", "compact", "retention.ms", "1000", "retention.bytes", "-1");

        log.topics().create(List.of(new TopicSpec("c", 1, configs)));

        assertThat(log.topics().partitionCounts()).containsEntry("c", 1);
    }

    @Test
    void aNewPartitionBeginsAndEndsAtZero() {
        assertThat(start(A0)).isZero();
        assertThat(end(A0)).isZero();
        assertThat(log.topics().endOffsets(Set.of(A0), Isolation.UNCOMMITTED)).isEqualTo(Map.of(A0, 0L));
    }

    @Test
    void saysBeginningsAndEndsOfSeveralPartitions() {
        commit(A1, "x", "y");
        assertThat(end(A1)).isEqualTo(after(2, 1));

        assertThat(log.topics().startOffsets(Set.of(A0, A1, B0))).isEqualTo(Map.of(A0, 0L, A1, 0L, B0, 0L));
        assertThat(log.topics().endOffsets(Set.of(A0, A1, B0), Isolation.COMMITTED))
                .isEqualTo(Map.of(A0, 0L, A1, after(2, 1), B0, 0L));
    }

    @Test
    void refusesOffsetsOfPartitionsThatDoNotExist() {
        assertThatThrownBy(() -> log.topics().startOffsets(Set.of(UNKNOWN))).isInstanceOf(LogException.class);
        assertThatThrownBy(() -> log.topics().endOffsets(Set.of(new TopicPartition("b", 1)), Isolation.COMMITTED))
                .isInstanceOf(LogException.class);
        assertThatThrownBy(() -> log.topics().offsetsAt(Map.of(UNKNOWN, 0L))).isInstanceOf(LogException.class);
    }

    @Test
    void deletesATopic() {
        commit(A0, "x");

        log.topics().delete(List.of("a"));

        assertThat(log.topics().partitionCounts()).isEqualTo(Map.of("b", 1));
        assertThatThrownBy(() -> end(A0)).isInstanceOf(LogException.class);
    }

    @Test
    void passesOverUnknownNamesWhenItDeletes() {
        log.topics().delete(List.of("unknown", "a"));

        assertThat(log.topics().partitionCounts()).isEqualTo(Map.of("b", 1));
    }

    @Test
    void aTopicThatIsMadeAgainBeginsAnew() {
        commit(A0, "old");
        log.topics().delete(List.of("a"));
        log.topics().create(List.of(new TopicSpec("a", 2, Map.of())));

        assertThat(end(A0)).isZero();
        commit(A0, "new");

        assertThat(values(A0)).containsExactly("new");
        assertThat(records(A0).get(0).offset()).isZero();
    }

    @Test
    void committedOffsetsGoWithTheirTopic() {
        try (Writer writer = log.writer("w")) {
            Transaction transaction = writer.begin();
            transaction.offset("g", A0, new OffsetAndMetadata(3));
            transaction.offset("g", B0, new OffsetAndMetadata(4));
            succeed(transaction.commit());
        }

        log.topics().delete(List.of("a"));
        log.topics().create(List.of(new TopicSpec("a", 2, Map.of())));

        awaiting(
                "the offset of the deleted topic is gone",
                () -> log.topics().committed("g", Set.of(A0, B0)).equals(Map.of(B0, new OffsetAndMetadata(4))));
    }

    @Test
    void aPurgeRemovesWhatLiesBeforeIt() {
        commit(A0, "0", "1", "2", "3");

        log.topics().purge(Map.of(A0, 3L));

        assertThat(start(A0)).isEqualTo(3);
        assertThat(end(A0)).isEqualTo(after(4, 1));
        assertThat(values(A0)).containsExactly("3");
    }

    @Test
    void aPurgeMayBeginWithinACommit() {
        commit(A0, numbers(0, 10));
        commit(A0, numbers(10, 10));

        log.topics().purge(Map.of(A0, 5L));
        assertThat(values(A0)).containsExactly(numbers(5, 15));

        log.topics().purge(Map.of(A0, after(15, 1)));
        assertThat(values(A0)).containsExactly(numbers(15, 5));
    }

    @Test
    void aPurgeNeverBringsRecordsBack() {
        commit(A0, "0", "1", "2");

        log.topics().purge(Map.of(A0, 2L));
        log.topics().purge(Map.of(A0, 1L));

        assertThat(start(A0)).isEqualTo(2);
        assertThat(values(A0)).containsExactly("2");
    }

    @Test
    void offsetsGoOnAfterEverythingWasPurged() {
        commit(A0, "0", "1");

        log.topics().purge(Map.of(A0, 2L));
        assertThat(records(A0)).isEmpty();
        commit(A0, "2");

        assertThat(start(A0)).isEqualTo(2);
        assertThat(records(A0).get(0).offset()).isEqualTo(after(2, 1));
    }

    @Test
    void refusesToPurgeBeyondTheEnd() {
        commit(A0, "0");
        long beyond = end(A0) + 1;

        assertThatThrownBy(() -> log.topics().purge(Map.of(A0, beyond)))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("a-0")
                .hasMessageContaining(Long.toString(beyond));
        assertThat(start(A0)).isZero();
    }

    @Test
    void findsTheFirstRecordThatIsNotOlder() {
        try (Writer writer = log.writer("w")) {
            for (long timestamp : new long[] {100, 300, 200, 400}) {
                Transaction transaction = writer.begin();
                transaction.append(A0, LATER_MS + timestamp, null, bytes("x"), List.of());
                succeed(transaction.commit());
            }
        }

        assertThat(offsetAt(0)).isZero();
        assertThat(offsetAt(100)).isZero();
        assertThat(offsetAt(101)).isEqualTo(after(1, 1));
        assertThat(offsetAt(200)).isEqualTo(after(1, 1));
        assertThat(offsetAt(301)).isEqualTo(after(3, 3));
        assertThat(offsetAt(401)).as("none: the end").isEqualTo(after(4, 4));
    }

    @Test
    void findsRecordsByTimeWithinACommit() {
        try (Writer writer = log.writer("w")) {
            Transaction transaction = writer.begin();
            for (long timestamp : new long[] {10, 20, 30}) {
                transaction.append(A0, LATER_MS + timestamp, null, bytes("x"), List.of());
            }
            succeed(transaction.commit());
        }

        assertThat(offsetAt(15)).isEqualTo(1);
        assertThat(offsetAt(30)).isEqualTo(2);
        log.topics().purge(Map.of(A0, 2L));
        assertThat(offsetAt(0)).as("what is purged is not found").isEqualTo(2);
    }

    private long offsetAt(long timestamp) {
        return log.topics().offsetsAt(Map.of(A0, LATER_MS + timestamp)).get(A0);
    }
}
