package io.millrace.log.kafka;

import io.millrace.log.LogException;
import io.millrace.log.Peers;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.errors.MissingSourceTopicException;
import io.millrace.streams.errors.TaskAssignmentException;
import io.millrace.streams.processor.TaskId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our assignor within the consumer's classic group protocol, under the name and with the messages of Kafka Streams':
 * only the glue. It tells the group what this process has, has {@link GroupLeader} share out when this member leads the
 * group, and tells {@link Membership} what it was given.
 *
 * <p>Public, and made by the consumer by reflection, because there is no other way in; the place that it belongs to
 * comes with the consumer's settings. Called within the consumer's polls.
 */
public final class GroupProtocol implements ConsumerPartitionAssignor, Configurable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupProtocol.class);

    /** The setting in which the place is handed over. */
    static final String SEAT_CONFIG = "millrace.seat";

    private @Nullable GroupPlace place;
    private int version = MessageVersions.LATEST;
    private byte joins;

    @Override
    public void configure(Map<String, ?> configs) {
        place = (GroupPlace) configs.get(SEAT_CONFIG);
    }

    @Override
    public String name() {
        return "stream";
    }

    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE);
    }

    @Override
    public ByteBuffer subscriptionUserData(Set<String> topics) {
        GroupPlace its = place();
        its.membership().joining();
        Peers peers = its.membership().seat().peers();
        SortedMap<TaskId, Long> sums = new TreeMap<>(peers == null ? Map.of() : peers.offsetSums());
        its.membership().held().forEach(task -> sums.putIfAbsent(task, MemberMessage.AT_WORK));
        StreamsConfig config = its.settings().config();
        String endpoint = config.getString(StreamsConfig.APPLICATION_SERVER_CONFIG);
        joins++;
        return new MemberMessage(
                        version,
                        MessageVersions.LATEST,
                        its.settings().process(),
                        endpoint.isEmpty() ? null : endpoint,
                        sums,
                        joins,
                        peers != null && peers.wantsAllToEnd()
                                ? LeaderMessage.SHUTDOWN_REQUESTED
                                : LeaderMessage.NO_ERROR,
                        new TreeMap<>(config.getClientTags()))
                .toBytes();
    }

    @Override
    public GroupAssignment assign(Cluster metadata, GroupSubscription group) {
        return new GroupLeader(place().membership().seat(), place().topics()).assign(metadata, group);
    }

    @Override
    public void onAssignment(Assignment assignment, ConsumerGroupMetadata metadata) {
        LeaderMessage message = LeaderMessage.read(assignment.userData());
        if (message.error() != LeaderMessage.NO_ERROR) {
            obey(message.error(), metadata.groupId());
            return;
        }
        List<TopicPartition> partitions = new ArrayList<>(assignment.partitions());
        partitions.sort(LeaderMessage.BY_TOPIC_AND_NUMBER);
        if (partitions.size() != message.active().size()) {
            throw new LogException("the leader of group " + metadata.groupId() + " gave " + partitions.size()
                    + " partitions, but named the tasks of " + message.active().size());
        }
        SortedMap<TaskId, SortedSet<TopicPartition>> tasks = new TreeMap<>();
        for (int i = 0; i < partitions.size(); i++) {
            tasks.computeIfAbsent(message.active().get(i), any -> new TreeSet<>(LeaderMessage.BY_TOPIC_AND_NUMBER))
                    .add(partitions.get(i));
        }
        long nextMs = agreeOnVersion(message) ? 0 : message.nextRebalanceMs();
        place().membership().given(tasks, message.standby().keySet(), nextMs);
        Peers peers = place().membership().seat().peers();
        if (peers != null) {
            peers.owners(message.activeHosts(), message.standbyHosts());
        }
    }

    /** No tasks were shared out. */
    private void obey(int error, String group) {
        place().membership().given(new TreeMap<>(), Set.of(), Long.MAX_VALUE);
        Peers peers = place().membership().seat().peers();
        if (error == LeaderMessage.SHUTDOWN_REQUESTED && peers != null) {
            LOG.warn("An instance of group {} has asked all of them to end", group);
            peers.end();
        } else if (error == LeaderMessage.INCOMPLETE_SOURCE_TOPICS) {
            throw new MissingSourceTopicException("the leader of group " + group
                    + " has not found all topics that are read, out of "
                    + place().membership().seat().tasks().topics().names()
                    + " (expected: made before the application is started; its log names those that are missing)");
        } else {
            throw new TaskAssignmentException("the leader of group " + group + " could not share tasks out: error "
                    + error + " (expected: none; its log says more)");
        }
    }

    /** Speaks as the leader does, or later when all can; says whether that is news to the group. */
    private boolean agreeOnVersion(LeaderMessage message) {
        int before = version;
        version = message.version() < version ? message.version() : Math.max(version, message.supported());
        version = Math.min(version, MessageVersions.LATEST);
        return version != before;
    }

    private GroupPlace place() {
        GroupPlace its = place;
        if (its == null) {
            throw new IllegalStateException("the assignor was made without " + SEAT_CONFIG
                    + " (expected: all settings that the client supplier was given are handed to the consumer)");
        }
        return its;
    }
}
