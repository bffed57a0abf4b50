package io.millrace.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.log.Assignor;
import io.millrace.log.Seat;
import io.millrace.log.kafka.TaskSharing.Claim;
import io.millrace.streams.processor.TaskId;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Sharing out within Kafka's group protocol. */
class TaskSharingTest {

    private static final TaskId T0 = new TaskId(0, 0);
    private static final TaskId T1 = new TaskId(0, 1);
    private static final TopicPartition P0 = new TopicPartition("a", 0);
    private static final TopicPartition P1 = new TopicPartition("a", 1);

    private final SortedMap<String, SortedSet<TaskId>> asked = new TreeMap<>();

    @Test
    void givesATaskThatNobodyHoldsAtOnce() {
        assertThat(share(Map.of("one", Set.of(T0), "two", Set.of(T1)), claim("one", 1), claim("two", 1)))
                .isEqualTo(Map.of("id-one", Set.of(T0), "id-two", Set.of(T1)));
    }

    @Test
    void aTaskThatMovesIsGivenToNeither() {
        assertThat(share(Map.of("one", Set.of(T0), "two", Set.of(T1)), claim("one", 1, P0, P1), claim("two", 1)))
                .isEqualTo(Map.of("id-one", Set.of(T0), "id-two", Set.of()));
    }

    @Test
    void tellsTheAssignorWhoHoldsWhat() {
        share(Map.of("one", Set.of(T0), "two", Set.of(T1)), claim("one", 1, P0, P1), claim("two", 1));

        assertThat(asked).isEqualTo(Map.of("one", Set.of(T0, T1), "two", Set.of()));
    }

    @Test
    void believesTheLaterOfTwoClaims() {
        share(Map.of("one", Set.of(T0), "two", Set.of(T1)), claim("one", 3, P0), claim("two", 4, P0));

        assertThat(asked).isEqualTo(Map.of("one", Set.of(), "two", Set.of(T0)));
    }

    @Test
    void membersOfTheSameNameAreToldApart() {
        SortedMap<String, Claim> claims = new TreeMap<>();
        claims.put("id-1", new Claim("same", Set.of(), 1));
        claims.put("id-2", new Claim("same", Set.of(), 1));

        var given = TaskSharing.share(seat(Map.of("same", Set.of(T0), "same@id-2", Set.of(T1))), counts(), claims);

        assertThat(given.get("id-1").keySet()).containsExactly(T0);
        assertThat(given.get("id-2").keySet()).containsExactly(T1);
    }

    @SafeVarargs
    private Map<String, Set<TaskId>> share(Map<String, Set<TaskId>> target, Map.Entry<String, Claim>... claims) {
        SortedMap<String, Claim> all = new TreeMap<>();
        for (Map.Entry<String, Claim> claim : claims) {
            all.put(claim.getKey(), claim.getValue());
        }
        Map<String, Set<TaskId>> given = new TreeMap<>();
        TaskSharing.share(seat(target), counts(), all).forEach((id, tasks) -> given.put(id, tasks.keySet()));
        return given;
    }

    private static Map.Entry<String, Claim> claim(String name, int generation, TopicPartition... owned) {
        return Map.entry("id-" + name, new Claim(name, Set.of(owned), generation));
    }

    private static Map<String, Integer> counts() {
        return Map.of("a", 2);
    }

    private Seat seat(Map<String, Set<TaskId>> target) {
        Assignor assignor = (all, held) -> {
            asked.putAll(held);
            SortedMap<String, SortedSet<TaskId>> shares = new TreeMap<>();
            target.forEach((member, tasks) -> shares.put(member, new TreeSet<>(tasks)));
            return shares;
        };
        return new Seat("g", "one", TaskSharingTest::tasks, assignor);
    }

    private static SortedMap<TaskId, SortedSet<TopicPartition>> tasks(Map<String, Integer> counts) {
        SortedMap<TaskId, SortedSet<TopicPartition>> tasks = new TreeMap<>();
        counts.forEach((topic, count) -> {
            for (int i = 0; i < count; i++) {
                SortedSet<TopicPartition> reads = new TreeSet<>(LeaderMessage.BY_TOPIC_AND_NUMBER);
                reads.add(new TopicPartition(topic, i));
                tasks.put(new TaskId(0, i), reads);
            }
        });
        return tasks;
    }
}
