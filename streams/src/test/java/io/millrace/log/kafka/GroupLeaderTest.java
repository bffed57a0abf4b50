package io.millrace.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.log.Seat;
import io.millrace.log.TaskCatalog;
import io.millrace.streams.errors.MissingSourceTopicException;
import io.millrace.streams.errors.TaskAssignmentException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupAssignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.junit.jupiter.api.Test;

/** What a leader tells the members of its group when there is nothing to share out. */
class GroupLeaderTest {

    @Test
    void tellsAllMembersThatATopicIsMissing() {
        TaskCatalog tasks = counts -> {
            throw new MissingSourceTopicException("topic a");
        };

        assertThat(errors(tasks, LeaderMessage.NO_ERROR)).isEqualTo(Map.of("one-id", 1, "two-id", 1));
    }

    @Test
    void tellsAllMembersThatSharingOutHasFailed() {
        TaskCatalog tasks = counts -> {
            throw new TaskAssignmentException("by chance");
        };

        assertThat(errors(tasks, LeaderMessage.NO_ERROR)).isEqualTo(Map.of("one-id", 3, "two-id", 3));
    }

    @Test
    void tellsAllMembersThatOneOfThemHasAskedThemToEnd() {
        assertThat(errors(counts -> new TreeMap<>(), LeaderMessage.SHUTDOWN_REQUESTED))
                .isEqualTo(Map.of("one-id", 4, "two-id", 4));
    }

    @Test
    void tellsEachMemberInTheVersionThatItSpeaks() {
        Seat seat = new Seat("group", "one", counts -> new TreeMap<>(), (all, held) -> new TreeMap<>());
        GroupSubscription group = new GroupSubscription(Map.of(
                "old",
                subscription(LeaderMessage.NO_ERROR, MessageVersions.EARLIEST),
                "new",
                subscription(LeaderMessage.SHUTDOWN_REQUESTED, MessageVersions.LATEST)));

        GroupAssignment assignment = new GroupLeader(seat, null).assign(Cluster.empty(), group);

        assertThat(version(assignment, "old")).isEqualTo(MessageVersions.EARLIEST);
        assertThat(version(assignment, "new")).isEqualTo(MessageVersions.LATEST);
    }

    private static int version(GroupAssignment assignment, String member) {
        return LeaderMessage.read(assignment.groupAssignment().get(member).userData())
                .version();
    }

    private static Map<String, Integer> errors(TaskCatalog tasks, int errorOfOne) {
        Seat seat = new Seat("group", "one", tasks, (all, held) -> new TreeMap<>());
        GroupSubscription group = new GroupSubscription(
                Map.of("one-id", subscription(errorOfOne), "two-id", subscription(LeaderMessage.NO_ERROR)));
        GroupAssignment assignment = new GroupLeader(seat, null).assign(Cluster.empty(), group);
        assertThat(assignment.groupAssignment().values())
                .allMatch(its -> its.partitions().isEmpty());
        return assignment.groupAssignment().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        its -> LeaderMessage.read(its.getValue().userData()).error()));
    }

    private static Subscription subscription(int error) {
        return subscription(error, MessageVersions.LATEST);
    }

    private static Subscription subscription(int error, int version) {
        MemberMessage message = new MemberMessage(
                version,
                MessageVersions.LATEST,
                new UUID(0, 1),
                null,
                new TreeMap<>(),
                (byte) 0,
                error,
                new TreeMap<>());
        return new Subscription(List.of("a"), message.toBytes());
    }
}
