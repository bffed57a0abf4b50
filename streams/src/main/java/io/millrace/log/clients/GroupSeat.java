package io.millrace.log.clients;

import io.millrace.base.Randomness;
import io.millrace.log.AssignmentListener;
import io.millrace.log.FencedException;
import io.millrace.log.Log;
import io.millrace.log.Member;
import io.millrace.log.Seat;
import io.millrace.streams.processor.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jspecify.annotations.Nullable;

/**
 * A consumer's place in its group. Of the log's member only the assignment and the fenced writer are used: its
 * partitions are paused, because a member may be shown records before they are durable, and a consumer must not. Owned
 * by the consumer's thread.
 *
 * <p>A seat that is lost is taken anew under another name, unless the application has fixed the name.
 */
final class GroupSeat implements AssignmentListener {

    private final Log log;
    private final ConsumerSettings settings;
    private final String group;
    private final Randomness randomness;
    private final TopicSelection selection;
    private final Fetcher fetcher;
    private final Commits commits;
    private final @Nullable ConsumerRebalanceListener listener;
    private @Nullable Member member;
    private String memberName = "";
    private int generation = -1;

    GroupSeat(
            Log log,
            ConsumerSettings settings,
            Randomness randomness,
            TopicSelection selection,
            Fetcher fetcher,
            Commits commits,
            @Nullable ConsumerRebalanceListener listener) {
        this.log = log;
        this.settings = settings;
        this.group = settings.group() == null ? "" : settings.group();
        this.randomness = randomness;
        this.selection = selection;
        this.fetcher = fetcher;
        this.commits = commits;
        this.listener = listener;
    }

    TopicSelection selection() {
        return selection;
    }

    @SuppressWarnings("removal") // Kafka 4.3 has no other way to make one.
    ConsumerGroupMetadata metadata() {
        return new ConsumerGroupMetadata(group, generation, memberName, Optional.ofNullable(settings.instanceId()));
    }

    /** Takes the seat if need be, and lets partitions come and go. */
    void poll() {
        Member seated = member == null ? join() : member;
        try {
            seated.poll(0);
        } catch (FencedException taken) {
            leave(seated);
            if (settings.instanceId() != null) {
                throw new FencedInstanceIdException(
                        "another consumer of group " + group + " has the same group.instance.id "
                                + settings.instanceId(),
                        taken);
            }
        }
    }

    private Member join() {
        String fixed = settings.instanceId();
        memberName = fixed == null ? settings.clientId() + "-" + randomness.nextUuid() : fixed;
        Member joined = log.join(new Seat(group, memberName, selection, new EvenAssignor()), this);
        member = joined;
        commits.through(joined.writer());
        return joined;
    }

    private void leave(Member seated) {
        commits.through(null);
        member = null;
        seated.close();
    }

    @Override
    public void assigned(Set<TaskId> tasks) {
        List<TopicPartition> partitions = partitions(tasks);
        generation++;
        if (member != null) {
            member.pause(Set.copyOf(partitions));
        }
        fetcher.add(partitions);
        if (listener != null) {
            listener.onPartitionsAssigned(partitions);
        }
    }

    @Override
    public void revoked(Set<TaskId> tasks) {
        giveUp(partitions(tasks));
    }

    private void giveUp(List<TopicPartition> partitions) {
        commits.automaticNow();
        try {
            if (listener != null) {
                listener.onPartitionsRevoked(partitions);
            }
        } finally {
            fetcher.remove(partitions);
        }
    }

    @Override
    public void lost(Set<TaskId> tasks) {
        List<TopicPartition> partitions = partitions(tasks);
        try {
            if (listener != null) {
                listener.onPartitionsLost(partitions);
            }
        } finally {
            fetcher.remove(partitions);
        }
    }

    private static List<TopicPartition> partitions(Set<TaskId> tasks) {
        List<TopicPartition> partitions = new ArrayList<>(tasks.size());
        tasks.forEach(task -> partitions.add(TopicSelection.partition(task)));
        return partitions;
    }

    /** Gives the seat and its partitions up. */
    void close() {
        Member seated = member;
        if (seated == null) {
            return;
        }
        try {
            List<TopicPartition> held = List.copyOf(fetcher.partitions());
            if (!held.isEmpty()) {
                giveUp(held);
            }
        } finally {
            leave(seated);
        }
    }
}
