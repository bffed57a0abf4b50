package io.millrace.testing;

import io.millrace.log.AssignmentListener;
import io.millrace.log.Seat;
import io.millrace.streams.processor.TaskId;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Shares tasks out among the members of a group. Whenever members or topics change, the assignor says who is to hold
 * what; who holds too much gives it up in its next poll, and only what nobody holds is taken. So a task never has two
 * owners, and one that stays is not disturbed.
 */
final class SimulatedGroup {

    private final SimulatedProcess process;
    private final String name;
    private final SortedMap<String, SimulatedMember> members = new TreeMap<>();
    private final SortedMap<TaskId, SimulatedMember> owners = new TreeMap<>();
    private SortedMap<TaskId, SortedSet<TopicPartition>> tasks = new TreeMap<>();
    private SortedMap<String, SortedSet<TaskId>> targets = new TreeMap<>();
    private long topicsVersion;

    SimulatedGroup(SimulatedProcess process, String name) {
        this.process = process;
        this.name = name;
    }

    String name() {
        return name;
    }

    SimulatedMember join(Seat seat, AssignmentListener listener) {
        SimulatedMember older = members.get(seat.member());
        if (older != null) {
            remove(older);
        }
        SimulatedMember member = new SimulatedMember(process, this, seat, listener);
        members.put(seat.member(), member);
        share();
        return member;
    }

    /** Takes a member's seat away, whether it gives it up or not. */
    void leave(SimulatedMember member) {
        remove(member);
        share();
    }

    private void remove(SimulatedMember member) {
        // Who takes the tasks over must find all that was committed, offsets and state alike.
        process.settle();
        members.remove(member.name(), member);
        owners.values().removeIf(owner -> owner == member);
        member.seatTaken();
    }

    /** Looks whether topics have come or gone. */
    void refresh() {
        if (topicsVersion != process.disk.topicsVersion()) {
            share();
        }
    }

    /** What a task reads; null when it no longer exists. */
    @Nullable
    SortedSet<TopicPartition> partitions(TaskId task) {
        return tasks.get(task);
    }

    boolean isMeantFor(TaskId task, SimulatedMember member) {
        SortedSet<TaskId> target = targets.get(member.name());
        return target != null && target.contains(task);
    }

    /** The tasks that a member is to hold and nobody holds. They are its own from now on. */
    SortedSet<TaskId> take(SimulatedMember member) {
        SortedSet<TaskId> taken = new TreeSet<>();
        for (TaskId task : targets.getOrDefault(member.name(), new TreeSet<>())) {
            if (!owners.containsKey(task)) {
                owners.put(task, member);
                taken.add(task);
            }
        }
        return taken;
    }

    void giveUp(SimulatedMember member, SortedSet<TaskId> given) {
        given.forEach(task -> owners.remove(task, member));
    }

    private void share() {
        topicsVersion = process.disk.topicsVersion();
        if (members.isEmpty()) {
            return;
        }
        Seat seat = members.values().iterator().next().seat();
        tasks = seat.tasks().tasks(process.disk.partitionCounts());
        SortedMap<String, SortedSet<TaskId>> held = new TreeMap<>();
        members.keySet().forEach(member -> held.put(member, new TreeSet<>()));
        owners.forEach((task, owner) ->
                held.computeIfAbsent(owner.name(), any -> new TreeSet<>()).add(task));
        targets = seat.share(new TreeSet<>(tasks.keySet()), held);
        process.trace.add("group " + name + " " + targets);
    }
}
