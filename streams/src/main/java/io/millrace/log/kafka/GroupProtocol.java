package io.millrace.log.kafka;

import io.millrace.streams.processor.TaskId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Our assignor within the consumer's classic group protocol: only the glue. It tells the group the member's name, has
 * {@link TaskSharing} share out when this member leads the group, and tells {@link Membership} what it was given.
 *
 * <p>Public, and made by the consumer by reflection, because there is no other way in; the membership that it belongs
 * to comes with the consumer's settings. Called within the consumer's polls.
 */
public final class GroupProtocol implements ConsumerPartitionAssignor, Configurable {

    /** The setting in which the membership is handed over. */
    static final String SEAT_CONFIG = "millrace.seat";

    private @Nullable Membership membership;

    @Override
    public void configure(Map<String, ?> configs) {
        membership = (Membership) configs.get(SEAT_CONFIG);
    }

    @Override
    public String name() {
        return "millrace";
    }

    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE);
    }

    @Override
    public ByteBuffer subscriptionUserData(Set<String> topics) {
        Membership its = membership();
        its.joining();
        return GroupFormat.ofMember(its.seat().member());
    }

    @Override
    public GroupAssignment assign(Cluster metadata, GroupSubscription group) {
        Map<String, Integer> counts = new HashMap<>();
        metadata.topics().forEach(topic -> counts.put(topic, metadata.partitionCountForTopic(topic)));
        SortedMap<String, TaskSharing.Claim> claims = new TreeMap<>();
        group.groupSubscription()
                .forEach((id, subscription) -> claims.put(
                        id,
                        new TaskSharing.Claim(
                                GroupFormat.member(subscription.userData()),
                                new HashSet<>(subscription.ownedPartitions()),
                                subscription.generationId().orElse(-1))));
        Map<String, Assignment> assignments = new HashMap<>();
        TaskSharing.share(membership().seat(), counts, claims)
                .forEach((id, tasks) -> assignments.put(id, assignment(tasks)));
        return new GroupAssignment(assignments);
    }

    private static Assignment assignment(SortedMap<TaskId, SortedSet<TopicPartition>> tasks) {
        Set<TopicPartition> partitions = new HashSet<>();
        tasks.values().forEach(partitions::addAll);
        return new Assignment(new ArrayList<>(partitions), GroupFormat.ofTasks(tasks));
    }

    @Override
    public void onAssignment(Assignment assignment, ConsumerGroupMetadata metadata) {
        membership().given(GroupFormat.tasks(assignment.userData()));
    }

    private Membership membership() {
        Membership its = membership;
        if (its == null) {
            throw new IllegalStateException("the assignor was made without " + SEAT_CONFIG
                    + " (expected: all settings that the client supplier was given are handed to the consumer)");
        }
        return its;
    }
}
