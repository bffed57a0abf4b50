package io.millrace.log.kafka;

import io.millrace.log.Peers;
import io.millrace.log.Seat;
import io.millrace.streams.errors.MissingSourceTopicException;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.errors.TaskAssignmentException;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask.Type;
import io.millrace.streams.processor.assignment.TaskAssignmentUtils;
import io.millrace.streams.processor.assignment.TaskAssignor.AssignmentError;
import io.millrace.streams.processor.assignment.TaskAssignor.TaskAssignment;
import io.millrace.streams.processor.assignment.assignors.StickyTaskAssignor;
import io.millrace.streams.state.HostInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupAssignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares tasks out when this member leads its group: among processes as their policy says, and within a process among
 * its members as the seat's assignor says. What it says is cooperative ({@link TaskSharing}).
 */
final class GroupLeader {

    private static final Logger LOG = LoggerFactory.getLogger(GroupLeader.class);
    /** What the brokers add to a member's name to make its id. */
    private static final Pattern ID_ENDING = Pattern.compile("-consumer-[0-9a-f-]{36}$");

    private final Seat seat;
    private final KafkaTopics topics;

    GroupLeader(Seat seat, KafkaTopics topics) {
        this.seat = seat;
        this.topics = topics;
    }

    GroupAssignment assign(Cluster metadata, GroupSubscription group) {
        Map<String, Integer> counts = counts(metadata);
        SortedMap<String, MemberMessage> said = new TreeMap<>();
        SortedMap<String, TaskSharing.Claim> claims = new TreeMap<>();
        group.groupSubscription().forEach((id, subscription) -> {
            said.put(id, MemberMessage.read(subscription.userData()));
            claims.put(
                    id,
                    new TaskSharing.Claim(
                            ID_ENDING.matcher(id).replaceFirst(""),
                            new HashSet<>(subscription.ownedPartitions()),
                            subscription.generationId().orElse(-1)));
        });
        if (said.values().stream().anyMatch(member -> member.error() == LeaderMessage.SHUTDOWN_REQUESTED)) {
            return error(said, LeaderMessage.SHUTDOWN_REQUESTED);
        }
        Set<String> missing = missingTopics(counts);
        if (!missing.isEmpty()) {
            LOG.error("Group {} cannot go on: topics {} do not exist any more", seat.group(), missing);
            return error(said, LeaderMessage.INCOMPLETE_SOURCE_TOPICS);
        }
        try {
            Peers peers = seat.peers();
            if (peers == null) {
                Shared shared = new Shared();
                shared.active.putAll(TaskSharing.share(seat, counts, claims));
                return new GroupAssignment(shared.assignments(said));
            }
            return byProcess(peers, metadata, said, claims, group);
        } catch (MissingSourceTopicException e) {
            LOG.error("Tasks of group {} cannot be shared out, which ends its members", seat.group(), e);
            return error(said, LeaderMessage.INCOMPLETE_SOURCE_TOPICS);
        } catch (TaskAssignmentException e) {
            LOG.error("Tasks of group {} cannot be shared out, which ends its members", seat.group(), e);
            return error(said, LeaderMessage.ASSIGNMENT_FAILED);
        }
    }

    private static Map<String, Integer> counts(Cluster metadata) {
        Map<String, Integer> counts = new HashMap<>();
        metadata.topics().forEach(topic -> counts.put(topic, metadata.partitionCountForTopic(topic)));
        return counts;
    }

    /** Topics that are read by name and are gone; one that was just made may be new to the consumer only. */
    private Set<String> missingTopics(Map<String, Integer> counts) {
        Set<String> unknown = new HashSet<>(seat.tasks().topics().names());
        unknown.removeAll(counts.keySet());
        return unknown.isEmpty() ? unknown : topics.missing(unknown);
    }

    /** Each member is told in the version that it speaks: an older one could not read a later one. */
    private static GroupAssignment error(SortedMap<String, MemberMessage> members, int error) {
        Map<String, Assignment> assignments = new HashMap<>();
        members.forEach((id, member) -> assignments.put(
                id,
                new Assignment(
                        List.of(),
                        LeaderMessage.ofError(error, Math.min(member.version(), MessageVersions.LATEST))
                                .toBytes())));
        return new GroupAssignment(assignments);
    }

    private GroupAssignment byProcess(
            Peers peers,
            Cluster metadata,
            SortedMap<String, MemberMessage> said,
            SortedMap<String, TaskSharing.Claim> claims,
            GroupSubscription group) {
        SortedMap<TaskId, SortedSet<TopicPartition>> tasks = seat.tasks().tasks(counts(metadata));
        GroupApplication application = new GroupApplication(peers, seat.tasks(), metadata, tasks, said, group, topics);
        TaskAssignment chosen = choose(peers, application);
        AssignmentError error = TaskAssignmentUtils.validateTaskAssignment(application, chosen);
        if (error != AssignmentError.NONE) {
            peers.policy().onAssignmentComputed(new GroupAssignment(Map.of()), group, error);
            throw new StreamsException("the task assignor "
                    + peers.policy().getClass().getName() + " gave an assignment with the error " + error
                    + " (expected: each task at most once at work, and every process named)");
        }
        Shared shared = new Shared();
        SortedMap<String, SortedSet<TaskId>> held = TaskSharing.held(tasks, claims);
        SortedMap<String, SortedSet<TaskId>> active = new TreeMap<>();
        for (KafkaStreamsAssignment its : chosen.assignment()) {
            Set<String> members = application.members(its.processId());
            active.putAll(among(members, its, Type.ACTIVE, held));
            among(members, its, Type.STANDBY, held).forEach((id, copies) -> {
                SortedMap<TaskId, SortedSet<TopicPartition>> inputs = new TreeMap<>();
                copies.forEach(task -> inputs.put(task, tasks.getOrDefault(task, Collections.emptySortedSet())));
                shared.standby.put(id, inputs);
            });
            application.host(its.processId()).ifPresent(host -> {
                shared.activeHosts.put(host, inputs(its, Type.ACTIVE, tasks));
                shared.standbyHosts.put(host, inputs(its, Type.STANDBY, tasks));
            });
            its.followupRebalanceDeadline()
                    .ifPresent(next -> shared.nextMs.put(members.iterator().next(), next.toEpochMilli()));
        }
        shared.active.putAll(TaskSharing.free(tasks, claims, active));
        GroupAssignment assignment = new GroupAssignment(shared.assignments(said));
        peers.policy().onAssignmentComputed(assignment, group, error);
        LOG.info("Group {} shares its tasks out: {}", seat.group(), chosen.assignment());
        return assignment;
    }

    private TaskAssignment choose(Peers peers, GroupApplication application) {
        try {
            return peers.policy().assign(application);
        } catch (TaskAssignmentException e) {
            LOG.warn("Tasks of group {} stay where they are, to be shared out again at once", seat.group(), e);
            return new StickyTaskAssignor(true).assign(application);
        }
    }

    private SortedMap<String, SortedSet<TaskId>> among(
            Set<String> members, KafkaStreamsAssignment its, Type role, SortedMap<String, SortedSet<TaskId>> held) {
        SortedSet<TaskId> chosen = new TreeSet<>();
        its.tasks().forEach((id, task) -> {
            if (task.type() == role) {
                chosen.add(id);
            }
        });
        SortedMap<String, SortedSet<TaskId>> have = new TreeMap<>();
        members.forEach(id -> have.put(id, held.getOrDefault(id, Collections.emptySortedSet())));
        return seat.assignor().assign(chosen, have);
    }

    private static SortedSet<TopicPartition> inputs(
            KafkaStreamsAssignment its, Type role, SortedMap<TaskId, SortedSet<TopicPartition>> tasks) {
        SortedSet<TopicPartition> inputs = new TreeSet<>(LeaderMessage.BY_TOPIC_AND_NUMBER);
        its.tasks().forEach((id, task) -> {
            if (task.type() == role) {
                inputs.addAll(tasks.getOrDefault(id, Collections.emptySortedSet()));
            }
        });
        return inputs;
    }

    /** What the members are told, by their ids. */
    private static final class Shared {

        private final Map<String, SortedMap<TaskId, SortedSet<TopicPartition>>> active = new HashMap<>();
        private final Map<String, SortedMap<TaskId, SortedSet<TopicPartition>>> standby = new HashMap<>();
        private final SortedMap<HostInfo, SortedSet<TopicPartition>> activeHosts =
                new TreeMap<>(LeaderMessage.BY_ADDRESS);
        private final SortedMap<HostInfo, SortedSet<TopicPartition>> standbyHosts =
                new TreeMap<>(LeaderMessage.BY_ADDRESS);
        private final Map<String, Long> nextMs = new HashMap<>();

        private Map<String, Assignment> assignments(SortedMap<String, MemberMessage> said) {
            int version = MessageVersions.LATEST;
            int supported = MessageVersions.LATEST;
            for (MemberMessage member : said.values()) {
                version = Math.min(version, member.version());
                supported = Math.min(supported, member.latest());
            }
            Map<String, Assignment> assignments = new HashMap<>();
            for (String id : said.keySet()) {
                SortedMap<TopicPartition, TaskId> readers = new TreeMap<>(LeaderMessage.BY_TOPIC_AND_NUMBER);
                active.getOrDefault(id, Collections.emptySortedMap())
                        .forEach((task, its) -> its.forEach(partition -> readers.put(partition, task)));
                LeaderMessage message = new LeaderMessage(
                        version,
                        supported,
                        List.copyOf(readers.values()),
                        standby.getOrDefault(id, Collections.emptySortedMap()),
                        activeHosts,
                        standbyHosts,
                        LeaderMessage.NO_ERROR,
                        nextMs.getOrDefault(id, Long.MAX_VALUE));
                assignments.put(id, new Assignment(new ArrayList<>(readers.keySet()), message.toBytes()));
            }
            return assignments;
        }
    }
}
