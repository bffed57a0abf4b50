package io.millrace.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.processor.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A member under test: remembers what it was told and what it has read, and checks with the others that no task ever
 * has two owners.
 */
final class GroupMember implements AssignmentListener {

    final String name;
    final List<String> told = new ArrayList<>();
    final SortedSet<TaskId> held = new TreeSet<>();
    final List<String> read = new ArrayList<>();
    private final Map<TaskId, GroupMember> owners;
    Runnable whenAssigned = () -> {};
    Runnable whenRevoked = () -> {};
    Member member;

    /** Takes a seat. {@code owners} is shared by the members of the group. */
    GroupMember(Log log, String name, SharedTasks tasks, Map<TaskId, GroupMember> owners) {
        this.name = name;
        this.owners = owners;
        this.member = log.join(new Seat("g", name, tasks, tasks), this);
    }

    @Override
    public void assigned(Set<TaskId> tasks) {
        told.add("assigned " + new TreeSet<>(tasks));
        for (TaskId task : tasks) {
            GroupMember other = owners.put(task, this);
            assertThat(other == null ? null : other.name)
                    .as("the owner of %s when %s is given it", task, name)
                    .isNull();
        }
        assertThat(held).doesNotContainAnyElementsOf(tasks);
        held.addAll(tasks);
        whenAssigned.run();
    }

    @Override
    public void revoked(Set<TaskId> tasks) {
        told.add("revoked " + new TreeSet<>(tasks));
        whenRevoked.run();
        release(tasks);
    }

    @Override
    public void lost(Set<TaskId> tasks) {
        told.add("lost " + new TreeSet<>(tasks));
        held.removeAll(tasks);
    }

    private void release(Set<TaskId> tasks) {
        assertThat(held).containsAll(tasks);
        held.removeAll(tasks);
        tasks.forEach(task -> owners.remove(task, this));
    }

    /** Polls once. */
    List<Fetched> poll() {
        List<Fetched> fetched = member.poll(LogTest.TRY_MS / 4);
        for (Fetched found : fetched) {
            for (LogRecord record : found.records()) {
                read.add(found.partition() + ":" + LogTest.text(record.value()));
            }
        }
        return fetched;
    }

    /** Where each partition would be read on, if it was polled. */
    void commitOffset(TopicPartition partition, long offset, LogTest test) {
        Transaction transaction = member.writer().begin();
        transaction.offset(partition, new OffsetAndMetadata(offset));
        test.succeed(transaction.commit());
    }

    /** Gives everything up without being told. */
    void close() {
        member.close();
        forget();
    }

    /** Somebody else has taken the seat. */
    void forget() {
        owners.values().removeIf(owner -> owner == this);
        held.clear();
    }
}
