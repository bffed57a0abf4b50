package io.millrace.log.embedded;

import io.millrace.log.AssignmentListener;
import io.millrace.log.Fetched;
import io.millrace.log.Isolation;
import io.millrace.log.Member;
import io.millrace.log.Writer;
import io.millrace.streams.processor.TaskId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A seat in a group. Each poll first moves towards the tasks that the {@link Group} has for it, then reads. It reads up
 * to the submitted end, not only what is durable: what it commits in turn cannot become durable before what it has
 * read.
 *
 * <p>One thread at a time, except for {@link #wakeup}.
 */
final class EmbeddedMember implements Member {

    private final LogMemory memory;
    private final BatchSource source;
    private final Group group;
    private final String groupName;
    private final Place place;
    private final AssignmentListener listener;
    private final EmbeddedWriter writer;
    private final Cursors cursors;
    private final Wakeup wakeup;
    private long settledVersion = -1;
    private boolean isSeated;
    private boolean lossTold;

    EmbeddedMember(LogCore core, Group group, String groupName, Place place, AssignmentListener listener) {
        this.memory = core.memory();
        this.source = core.source();
        this.group = group;
        this.groupName = groupName;
        this.place = place;
        this.listener = listener;
        this.writer = core.writer(place, groupName);
        this.cursors = new Cursors(core.settings());
        this.wakeup = new Wakeup(memory.gate());
    }

    @Override
    public List<Fetched> poll(long maxWaitMs) {
        long left = TimeUnit.MILLISECONDS.toNanos(maxWaitMs);
        while (true) {
            long seen = memory.gate().news();
            boolean moved = settle();
            List<Fetched> fetched = cursors.fetch();
            if (moved || !fetched.isEmpty()) {
                return fetched;
            }
            memory.checkOpen();
            if (left <= 0 || wakeup.take()) {
                return fetched;
            }
            left = memory.gate().awaitNews(seen, left);
        }
    }

    /** Gives up and takes tasks; whether there were any. */
    private boolean settle() {
        long version = group.version();
        if (version == settledVersion) {
            return false;
        }
        boolean revoked = giveUp();
        boolean taken = take();
        isSeated = true;
        // Something may have changed meanwhile, also by what was given up just now; then the next poll looks again.
        settledVersion = revoked ? -1 : version;
        return revoked || taken;
    }

    private boolean giveUp() {
        SortedSet<TaskId> revoked;
        memory.gate().lock();
        try {
            memory.queue().checkOpen();
            revoked = place.isTaken() ? toRevoke() : new TreeSet<>(place.held().keySet());
        } finally {
            memory.gate().unlock();
        }
        requirePlace(revoked);
        if (revoked.isEmpty()) {
            return false;
        }
        listener.revoked(revoked);
        memory.gate().lock();
        try {
            for (TaskId task : revoked) {
                cursors.remove(place.held().getOrDefault(task, Collections.emptySortedSet()));
            }
            group.revoked(place, revoked);
            memory.gate().announce();
        } finally {
            memory.gate().unlock();
        }
        return true;
    }

    private SortedSet<TaskId> toRevoke() {
        group.settle(memory.topics().partitionCounts());
        return group.toRevoke(place);
    }

    private void requirePlace(SortedSet<TaskId> held) {
        boolean fenced;
        memory.gate().lock();
        try {
            fenced = place.isFenced();
        } finally {
            memory.gate().unlock();
        }
        if (fenced && !lossTold) {
            lossTold = true;
            cursors.clear();
            if (!held.isEmpty()) {
                listener.lost(held);
            }
        }
        place.check();
    }

    private boolean take() {
        SortedSet<TaskId> taken = new TreeSet<>();
        memory.gate().lock();
        try {
            if (!place.isTaken()) {
                // It was fenced a moment ago; the next poll says so.
                return true;
            }
            group.settle(memory.topics().partitionCounts());
            group.take(place).forEach((task, partitions) -> {
                taken.add(task);
                partitions.forEach(this::begin);
            });
        } finally {
            memory.gate().unlock();
        }
        if (taken.isEmpty()) {
            return false;
        }
        listener.assigned(taken);
        return true;
    }

    /** Reads a partition from where the group has got to, or from its beginning. Under the gate. */
    private void begin(TopicPartition name) {
        Partition partition = memory.topics().get(name);
        OffsetAndMetadata committed = memory.offsets().submitted(groupName, partition);
        long position = committed == null ? partition.startOffset() : committed.offset();
        cursors.add(new PartitionCursor(partition, position, Isolation.UNCOMMITTED, source));
    }

    @Override
    public boolean isSeated() {
        return isSeated;
    }

    @Override
    public void pause(Set<TopicPartition> partitions) {
        cursors.pause(partitions, true);
    }

    @Override
    public void resume(Set<TopicPartition> partitions) {
        cursors.pause(partitions, false);
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        cursors.get(partition).seek(offset);
    }

    @Override
    public long lag(TopicPartition partition) {
        PartitionCursor cursor = cursors.get(partition);
        memory.gate().lock();
        try {
            return Math.max(0, cursor.partition().end(Isolation.UNCOMMITTED) - cursor.position());
        } finally {
            memory.gate().unlock();
        }
    }

    @Override
    public Writer writer() {
        return writer;
    }

    @Override
    public void wakeup() {
        wakeup.ring();
    }

    @Override
    public void close() {
        memory.gate().lock();
        try {
            group.leave(place);
            memory.gate().announce();
        } finally {
            memory.gate().unlock();
        }
        cursors.clear();
        writer.close();
    }
}
