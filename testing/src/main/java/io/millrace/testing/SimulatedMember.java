package io.millrace.testing;

import io.millrace.log.AssignmentListener;
import io.millrace.log.FencedException;
import io.millrace.log.Fetched;
import io.millrace.log.LogException;
import io.millrace.log.Member;
import io.millrace.log.Seat;
import io.millrace.log.Writer;
import io.millrace.streams.processor.TaskId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A seat in a group of a simulated log. Never waits, so a wakeup has nothing to end. */
final class SimulatedMember implements Member {

    private final SimulatedProcess process;
    private final SimulatedGroup group;
    private final Seat seat;
    private final AssignmentListener listener;
    private final SimulatedWriter writer;
    private final Positions positions = new Positions();
    /** The tasks that the listener knows of, each with what it reads. */
    private final SortedMap<TaskId, SortedSet<TopicPartition>> held = new TreeMap<>();

    private boolean isSeated;
    private boolean seatTaken;
    private boolean closed;

    SimulatedMember(SimulatedProcess process, SimulatedGroup group, Seat seat, AssignmentListener listener) {
        this.process = process;
        this.group = group;
        this.seat = seat;
        this.listener = listener;
        this.writer = new SimulatedWriter(process, group.name() + "/" + seat.member(), this);
    }

    String name() {
        return seat.member();
    }

    Seat seat() {
        return seat;
    }

    String group() {
        return group.name();
    }

    /** The group has no place for this member any more. */
    void seatTaken() {
        seatTaken = true;
        writer.fence();
    }

    /** Loses the seat, as if the group had given it to somebody else. */
    void fence() {
        if (!seatTaken) {
            group.leave(this);
        }
    }

    @Override
    public List<Fetched> poll(long maxWaitMs) {
        Fault fault = enter(PortCall.Kind.POLL, "poll");
        if (fault == Fault.FENCE) {
            fence();
        }
        if (seatTaken) {
            lose();
            throw new FencedException("group " + group.name() + ": the seat of member " + name()
                    + " has gone to another; nothing it has open can be committed");
        }
        group.refresh();
        giveUp();
        take();
        isSeated = true;
        return positions.fetch(process.disk, process.database != null, process.settings.recordsPerPoll());
    }

    private void lose() {
        if (!held.isEmpty()) {
            Set<TaskId> lost = Collections.unmodifiableSet(new TreeSet<>(held.keySet()));
            lost.forEach(this::drop);
            listener.lost(lost);
        }
    }

    private void giveUp() {
        SortedSet<TaskId> leaving = new TreeSet<>();
        held.forEach((task, reads) -> {
            if (!group.isMeantFor(task, this) || !reads.equals(group.partitions(task))) {
                leaving.add(task);
            }
        });
        if (leaving.isEmpty()) {
            return;
        }
        process.trace.add("revoke " + this + " " + leaving);
        try {
            listener.revoked(Collections.unmodifiableSortedSet(leaving));
        } finally {
            if (!process.isOver()) {
                // Who takes the tasks over must find all that was committed, offsets and state alike.
                process.settle();
                leaving.forEach(this::drop);
                group.giveUp(this, leaving);
            }
        }
    }

    private void drop(TaskId task) {
        SortedSet<TopicPartition> reads = held.remove(task);
        if (reads != null) {
            reads.forEach(positions::remove);
        }
    }

    private void take() {
        SortedSet<TaskId> taken = group.take(this);
        if (taken.isEmpty()) {
            return;
        }
        process.trace.add("assign " + this + " " + taken);
        for (TaskId task : taken) {
            SortedSet<TopicPartition> reads = new TreeSet<>(Partitions.ORDER);
            reads.addAll(group.partitions(task));
            held.put(task, reads);
            reads.forEach(partition -> positions.set(partition, firstPosition(partition)));
        }
        listener.assigned(Collections.unmodifiableSortedSet(taken));
    }

    private long firstPosition(TopicPartition partition) {
        Map<TopicPartition, OffsetAndMetadata> committed = process.disk.offsets(group.name());
        OffsetAndMetadata offset = committed.get(partition);
        return offset == null ? process.disk.partition(partition).start() : offset.offset();
    }

    @Override
    public void pause(Set<TopicPartition> partitions) {
        enter(PortCall.Kind.POSITION, "pause " + partitions.size());
        positions.pause(partitions);
    }

    @Override
    public void resume(Set<TopicPartition> partitions) {
        enter(PortCall.Kind.POSITION, "resume " + partitions.size());
        positions.resume(partitions);
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        enter(PortCall.Kind.POSITION, "seek " + partition + " " + offset);
        requireHeld(partition);
        positions.set(partition, offset);
    }

    @Override
    public boolean isSeated() {
        return isSeated;
    }

    @Override
    public long lag(TopicPartition partition) {
        enter(PortCall.Kind.POSITION, "lag " + partition);
        requireHeld(partition);
        return process.disk.partition(partition).countFrom(positions.get(partition), process.database != null);
    }

    private void requireHeld(TopicPartition partition) {
        if (!positions.contains(partition)) {
            throw new IllegalStateException(this + " does not read " + partition
                    + " (expected: a partition of one of its tasks " + held.keySet() + ")");
        }
    }

    private Fault enter(PortCall.Kind kind, String detail) {
        Fault fault = process.enter(kind, this + " " + detail);
        if (closed) {
            throw new LogException(this + " is closed: " + detail);
        }
        return fault;
    }

    @Override
    public Writer writer() {
        return writer;
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {
        if (closed || process.isOver()) {
            return;
        }
        enter(PortCall.Kind.LIFECYCLE, "close");
        closed = true;
        writer.end();
        if (!seatTaken) {
            group.leave(this);
        }
    }

    @Override
    public String toString() {
        return group.name() + "/" + seat.member();
    }
}
