package io.millrace.log.embedded;

import io.millrace.log.Transaction;
import io.millrace.store.StateChanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what is to be committed together. Records are encoded as they come, into one batch per partition; a batch
 * that has grown large is sealed and the next one begun. One thread at a time.
 */
final class EmbeddedTransaction implements Transaction {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedTransaction.class);

    /**
     * Large enough to be written cheaply, small enough to be read and rewritten in one piece, and below half of the
     * smallest regions of the G1 collector, beyond which an array is expensive.
     */
    private static final int BATCH_BYTES_MAX = 240 << 10;

    /** About what an offset takes on disk. */
    private static final int OFFSET_BYTES = 64;

    private final EmbeddedWriter writer;
    private final @Nullable String group;
    private final Map<TopicPartition, OpenBatch> open = new HashMap<>();
    private final List<Batch> sealed = new ArrayList<>();
    private final Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets = new HashMap<>(2);
    private final List<StateChanges> state = new ArrayList<>(1);
    private @Nullable TopicPartition lastPartition;
    private @Nullable OpenBatch lastOpen;
    private long sizeBytes;
    private boolean ended;

    EmbeddedTransaction(EmbeddedWriter writer, @Nullable String group) {
        this.writer = writer;
        this.group = group;
    }

    @Override
    public void append(
            TopicPartition partition,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Iterable<Header> headers) {
        OpenBatch batch = openBatch(partition);
        if (key == null && batch.partition.topic().config().compact()) {
            throw new InvalidRecordException("record for " + partition + " has no key (expected: a key, since the topic"
                    + " is compacted, which keeps the last record of each key)");
        }
        BatchBuilder builder = batch.builder;
        int before = builder.sizeBytes();
        builder.append(timestamp, key, value, headers);
        sizeBytes += builder.sizeBytes() - before;
        if (builder.sizeBytes() >= BATCH_BYTES_MAX) {
            seal(batch, writer.nowMs());
        }
    }

    private OpenBatch openBatch(TopicPartition partition) {
        OpenBatch batch = lastOpen;
        if (batch != null && partition.equals(lastPartition)) {
            return batch;
        }
        requireOpen();
        batch = open.get(partition);
        if (batch == null) {
            batch = new OpenBatch(writer.partition(partition), writer.builder());
            open.put(partition, batch);
        }
        lastPartition = partition;
        lastOpen = batch;
        return batch;
    }

    @Override
    public void offset(TopicPartition partition, OffsetAndMetadata offset) {
        requireOpen();
        if (group == null) {
            throw new IllegalStateException("offset of " + partition + ": the writer belongs to no group (expected: the"
                    + " writer of a member)");
        }
        addOffset(group, partition, offset);
    }

    @Override
    public void offset(String groupName, TopicPartition partition, OffsetAndMetadata offset) {
        requireOpen();
        if (group != null) {
            throw new IllegalStateException("offset of " + partition + " for group " + groupName + ": the writer is a"
                    + " member's of group " + group + " (expected: a writer outside any group)");
        }
        addOffset(groupName, partition, offset);
    }

    private void addOffset(String groupName, TopicPartition partition, OffsetAndMetadata offset) {
        Map<TopicPartition, OffsetAndMetadata> ofGroup = offsets.computeIfAbsent(groupName, name -> new HashMap<>());
        if (ofGroup.put(partition, offset) == null) {
            sizeBytes += OFFSET_BYTES;
        }
    }

    @Override
    public void state(StateChanges changes) {
        requireOpen();
        if (!changes.isEmpty()) {
            state.add(changes);
            sizeBytes += changes.sizeBytes();
        }
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public boolean isEmpty() {
        return sizeBytes == 0;
    }

    @Override
    public CompletableFuture<Void> commit() {
        requireOpen();
        long nowMs = writer.nowMs();
        for (OpenBatch batch : open.values()) {
            if (!batch.builder.isEmpty()) {
                seal(batch, nowMs);
            }
        }
        end();
        return writer.submit(
                new Submission(sealed, offsetCommits(), state, batch -> {}, sizeBytes, new CompletableFuture<>()));
    }

    @Override
    public long firstOffset(TopicPartition partition) {
        for (Batch batch : sealed) {
            if (batch.partition().name().equals(partition)) {
                return batch.baseOffset();
            }
        }
        return -1;
    }

    @Override
    public void abort() {
        if (!ended) {
            end();
        }
    }

    private void end() {
        ended = true;
        lastPartition = null;
        lastOpen = null;
        for (OpenBatch batch : open.values()) {
            writer.keep(batch.builder);
        }
        open.clear();
    }

    private void seal(OpenBatch batch, long nowMs) {
        int flags = batch.partition.topic().config().logAppendTime() ? BatchFormat.LOG_APPEND_TIME : 0;
        sealed.add(new Batch(batch.partition, batch.builder.seal(flags, nowMs)));
    }

    private List<OffsetCommit> offsetCommits() {
        List<OffsetCommit> commits = new ArrayList<>();
        for (Map.Entry<String, Map<TopicPartition, OffsetAndMetadata>> ofGroup : offsets.entrySet()) {
            for (Map.Entry<TopicPartition, OffsetAndMetadata> entry :
                    ofGroup.getValue().entrySet()) {
                Partition partition = writer.findPartition(entry.getKey());
                if (partition == null) {
                    LOG.warn(
                            "Offset {} of {} is not kept: the partition does not exist",
                            entry.getValue(),
                            entry.getKey());
                } else {
                    commits.add(new OffsetCommit(ofGroup.getKey(), partition, entry.getValue()));
                }
            }
        }
        return commits;
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException(
                    "the transaction has ended (expected: one that is not committed or aborted)");
        }
    }

    private record OpenBatch(Partition partition, BatchBuilder builder) {}
}
