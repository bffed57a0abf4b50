package io.millrace.log.kafka;

import io.millrace.log.AssignmentListener;
import io.millrace.log.FencedException;
import io.millrace.log.LogException;
import io.millrace.log.Seat;
import io.millrace.streams.processor.TaskId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member's place in its group as the consumer tells of it: which tasks it holds and in which generation of the group
 * it is. Turns the consumer's partitions that come and go into the listener's tasks.
 *
 * <p>Between asking to join a generation and being part of it, the member's commits would be refused as those of an old
 * generation; so commits wait in that time ({@link #awaitGeneration}), unless the owner waits for them in turn
 * ({@link #hurry}). Nothing is open on the brokers while they wait.
 *
 * <p>What the consumer calls is called within its polls, by the owner; {@code awaitGeneration} is the courier's.
 */
final class Membership implements ConsumerRebalanceListener {

    private static final long NEVER = Long.MAX_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private final Seat seat;
    private final AssignmentListener listener;
    private final KafkaTopics topics;
    private final SortedMap<TaskId, SortedSet<TopicPartition>> held = new TreeMap<>();
    private SortedMap<TaskId, SortedSet<TopicPartition>> given = Collections.emptySortedMap();
    private Set<TaskId> warm = Set.of();
    private long nextJoinMs = NEVER;
    private @Nullable Supplier<ConsumerGroupMetadata> metadata;
    private volatile boolean silent;
    private boolean seated;
    private volatile Set<String> deletedTopics = Set.of();
    private boolean lossTold;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private ConsumerGroupMetadata generation;
    private int asked;
    private boolean hurried;
    private boolean lost;

    Membership(Seat seat, AssignmentListener listener, KafkaTopics topics) {
        this.seat = seat;
        this.listener = listener;
        this.topics = topics;
        this.generation = Answers.outside(seat.group());
    }

    Seat seat() {
        return seat;
    }

    /** @param source the consumer's own word about its generation */
    void follow(Supplier<ConsumerGroupMetadata> source) {
        metadata = source;
    }

    /** The consumer is about to ask to join the next generation. */
    void joining() {
        change(() -> asked++);
    }

    /**
     * Whether the group has been asked to let it in, but has not told it yet under which id: that comes with the answer
     * to the first request. Without it the member cannot leave, and the group waits for it until its session ends.
     */
    boolean isNameless() {
        lock.lock();
        try {
            return asked == 1 && (lost || generation.memberId().isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /**
     * The consumer is in a generation, with these tasks in the end.
     *
     * @param copies the tasks whose state is kept warm
     * @param nextMs when to join again, in wall-clock time
     */
    void given(SortedMap<TaskId, SortedSet<TopicPartition>> tasks, Set<TaskId> copies, long nextMs) {
        given = tasks;
        warm = Set.copyOf(copies);
        nextJoinMs = nextMs;
    }

    /** Whether it is time to join again; says so once. */
    boolean isJoinDue(long nowMs) {
        boolean due = nextJoinMs != NEVER && nowMs >= nextJoinMs;
        if (due) {
            nextJoinMs = NEVER;
        }
        return due;
    }

    /** Whether it has been part of a generation; for the owner. */
    boolean isSeated() {
        return seated;
    }

    /** The tasks that it holds. */
    Set<TaskId> held() {
        return held.keySet();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (silent) {
            return;
        }
        arrived();
        SortedSet<TaskId> revoked = new TreeSet<>();
        held.forEach((task, its) -> {
            if (!Collections.disjoint(its, partitions)) {
                revoked.add(task);
            }
        });
        deletedTopics = missingTopics(partitions);
        try {
            revoke(revoked);
        } finally {
            deletedTopics = Set.of();
        }
    }

    /** Topics may be revoked because they have been deleted. */
    private Set<String> missingTopics(Collection<TopicPartition> partitions) {
        Set<String> names = new HashSet<>();
        partitions.forEach(partition -> names.add(partition.topic()));
        try {
            return topics.missing(names);
        } catch (LogException e) {
            LOG.debug("Whether topics {} are gone cannot be told now", names, e);
            return Set.of();
        }
    }

    /** Without the offsets in topics that do not exist any more: the brokers would be asked for a minute, in vain. */
    Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Set<String> lacking = deletedTopics;
        if (lacking.isEmpty()) {
            return offsets;
        }
        Map<TopicPartition, OffsetAndMetadata> rest = new HashMap<>(offsets);
        rest.keySet().removeIf(partition -> lacking.contains(partition.topic()));
        return rest;
    }

    private void revoke(SortedSet<TaskId> tasks) {
        if (!tasks.isEmpty()) {
            try {
                listener.revoked(tasks);
            } finally {
                held.keySet().removeAll(tasks);
            }
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (silent) {
            return;
        }
        arrived();
        SortedSet<TaskId> changedInputs = new TreeSet<>();
        held.forEach((task, its) -> {
            SortedSet<TopicPartition> now = given.get(task);
            if (now != null && !now.equals(its)) {
                changedInputs.add(task);
            }
        });
        revoke(changedInputs);
        seated = true;
        SortedSet<TaskId> taken = new TreeSet<>(given.keySet());
        taken.removeAll(held.keySet());
        for (Map.Entry<TaskId, SortedSet<TopicPartition>> task : given.entrySet()) {
            held.putIfAbsent(task.getKey(), task.getValue());
        }
        if (!taken.isEmpty()) {
            listener.assigned(taken);
        }
        if (seat.peers() != null) {
            listener.keepWarm(warm);
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        if (!silent) {
            lose();
        }
    }

    /** The member is part of a generation: commits can go on. */
    private void arrived() {
        Supplier<ConsumerGroupMetadata> source = metadata;
        change(() -> {
            asked = 0;
            if (source != null) {
                generation = source.get();
            }
        });
    }

    /** The seat is somebody else's: tells the listener, once. */
    void lose() {
        if (lossTold) {
            return;
        }
        lossTold = true;
        silent = true;
        change(() -> {
            lost = true;
            asked = 0;
        });
        SortedSet<TaskId> gone = new TreeSet<>(held.keySet());
        held.clear();
        if (!gone.isEmpty()) {
            listener.lost(gone);
        }
    }

    boolean isLost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** Tells the listener nothing more of what the consumer says; the seat is being given up. Any thread. */
    void fallSilent() {
        silent = true;
    }

    /** Whether commits are not to wait, since the owner waits for them. */
    void hurry(boolean hurry) {
        change(() -> hurried = hurry);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The generation to commit in; waits while the next one is being joined.
     *
     * @throws FencedException if the seat is lost
     */
    ConsumerGroupMetadata awaitGeneration() {
        lock.lock();
        try {
            while (asked > 0 && !hurried && !lost) {
                changed.await();
            }
            if (lost) {
                throw fenced();
            }
            return generation;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            lock.unlock();
        }
    }

    FencedException fenced() {
        return new FencedException("member " + seat.member() + " has lost its place in group " + seat.group()
                + "; what it had not committed goes to others (was it paused, or busy for longer than"
                + " max.poll.interval.ms?)");
    }
}
