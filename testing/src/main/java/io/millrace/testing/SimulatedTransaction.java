package io.millrace.testing;

import io.millrace.log.FencedException;
import io.millrace.log.LogException;
import io.millrace.log.Transaction;
import io.millrace.store.StateChanges;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A transaction of a simulated log: keeps everything to itself until it is committed. */
final class SimulatedTransaction implements Transaction {

    private final SimulatedProcess process;
    private final SimulatedWriter writer;
    private final String name;
    private final List<StagedRecord> records = new ArrayList<>();
    private final SortedMap<String, Map<TopicPartition, OffsetAndMetadata>> offsets = new TreeMap<>();
    private final List<StateChanges> state = new ArrayList<>();
    private final SortedMap<TopicPartition, Long> firstOffsets = new TreeMap<>(Partitions.ORDER);
    private long sizeBytes;
    private boolean ended;

    SimulatedTransaction(SimulatedProcess process, SimulatedWriter writer, String name) {
        this.process = process;
        this.writer = writer;
        this.name = name;
    }

    @Override
    public void append(
            TopicPartition partition,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Iterable<Header> headers) {
        fill("append " + partition);
        process.disk.partition(partition);
        List<Header> copy = new ArrayList<>();
        headers.forEach(copy::add);
        StagedRecord record = new StagedRecord(partition, timestamp, key, value, List.copyOf(copy));
        records.add(record);
        sizeBytes += record.sizeBytes();
    }

    @Override
    public void offset(TopicPartition partition, OffsetAndMetadata offset) {
        SimulatedMember member = writer.member();
        if (member == null) {
            throw new IllegalStateException("writer " + writer
                    + " is in no group (expected: the writer of a member); name" + " the group whose offset it is");
        }
        add(member.group(), partition, offset);
    }

    @Override
    public void offset(String group, TopicPartition partition, OffsetAndMetadata offset) {
        if (writer.member() != null) {
            throw new IllegalStateException(
                    "writer " + writer + " is a member's (expected: a writer outside any group)");
        }
        add(group, partition, offset);
    }

    private void add(String group, TopicPartition partition, OffsetAndMetadata offset) {
        fill("offset " + group + " " + partition + " " + offset.offset());
        process.disk.partition(partition);
        Map<TopicPartition, OffsetAndMetadata> ofGroup =
                offsets.computeIfAbsent(group, any -> new TreeMap<>(Partitions.ORDER));
        if (ofGroup.put(partition, offset) == null) {
            sizeBytes += Long.BYTES + offset.metadata().length();
        }
    }

    @Override
    public void state(StateChanges changes) {
        if (process.database == null) {
            throw new IllegalStateException(
                    "this log does not carry state (carriesState() is false); apply it yourself");
        }
        fill("state " + changes.sizeBytes());
        state.add(changes);
        sizeBytes += changes.sizeBytes();
    }

    private void fill(String detail) {
        process.enter(PortCall.Kind.FILL, name + " " + detail);
        requireOpen();
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("transaction " + name + " has been committed or dropped; begin another");
        }
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public boolean isEmpty() {
        return records.isEmpty() && offsets.isEmpty() && state.stream().allMatch(StateChanges::isEmpty);
    }

    @Override
    public CompletableFuture<Void> commit() {
        Fault fault = process.enter(PortCall.Kind.COMMIT, name + " commit " + records.size() + " " + offsets);
        requireOpen();
        drop();
        if (fault == Fault.FENCE) {
            writer.fenceByFault();
        }
        if (writer.isFenced()) {
            return CompletableFuture.failedFuture(new FencedException("writer " + writer
                    + " has been fenced by a newer one of the same name; nothing of " + name + " was written"));
        }
        if (fault == Fault.ABORT) {
            return CompletableFuture.failedFuture(
                    new LogException("commit " + name + " was aborted; nothing of it was written"));
        }
        return submit(fault);
    }

    private CompletableFuture<Void> submit(Fault fault) {
        for (StagedRecord record : records) {
            if (process.disk.find(record.partition()) == null) {
                return CompletableFuture.failedFuture(new LogException("commit " + name + ": " + record.partition()
                        + " has been deleted in the meantime; nothing was written"));
            }
        }
        boolean late = fault == Fault.CRASH || fault == Fault.DELAY;
        PendingCommit commit = new PendingCommit(
                name,
                place(),
                offsets,
                state,
                late ? process.calls() + process.plan.delayCalls() : process.calls(),
                fault == Fault.LOSE_RESPONSE,
                new CompletableFuture<>());
        process.submit(commit);
        if (fault == Fault.CRASH) {
            throw process.crash();
        }
        return commit.future();
    }

    /** Gives every record its offset. */
    private Map<SimulatedPartition, Long> place() {
        Map<SimulatedPartition, Long> ends = new LinkedHashMap<>();
        for (StagedRecord record : records) {
            SimulatedPartition partition = process.disk.partition(record.partition());
            firstOffsets.putIfAbsent(record.partition(), partition.end());
            partition.append(record);
            ends.put(partition, partition.end());
        }
        if (process.settings.transactionMarks()) {
            ends.replaceAll((partition, end) -> {
                partition.skipOffset();
                return partition.end();
            });
        }
        return ends;
    }

    @Override
    public long firstOffset(TopicPartition partition) {
        return firstOffsets.getOrDefault(partition, -1L);
    }

    @Override
    public void abort() {
        process.enter(PortCall.Kind.FILL, name + " abort");
        if (!ended) {
            drop();
        }
    }

    /** Takes nothing more. */
    void drop() {
        ended = true;
        writer.ended(this);
    }
}
