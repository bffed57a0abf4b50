package io.millrace.log.kafka;

import io.millrace.log.LogException;
import io.millrace.log.Transaction;
import io.millrace.store.StateChanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is to be committed together. Whether records are held until the commit or sent as they come is the
 * {@link Delivery}'s to say. Filled by the writer's owner; from the commit on it is the courier's.
 */
final class KafkaTransaction implements Transaction {

    /** About what a record takes besides its key and value. */
    private static final int RECORD_BYTES = 40;

    /** What the producer reckons with for a record that is alone in its batch, at most. */
    private static final int BATCH_BYTES = 80;

    /** About what an offset takes in a request. */
    private static final int OFFSET_BYTES = 64;

    private final KafkaWriter writer;
    private final Delivery delivery;
    private final @Nullable String group;
    private final List<ProducerRecord<byte[], byte[]>> staged = new ArrayList<>();
    private final Map<TopicPartition, Ack> acks = new HashMap<>();
    private final Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets = new HashMap<>(2);
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private @Nullable TopicPartition lastPartition;
    private @Nullable Ack lastAck;
    private long sizeBytes;
    private boolean ended;

    /** @param group the group of the writer's member; null for a writer outside any group */
    KafkaTransaction(KafkaWriter writer, Delivery delivery, @Nullable String group) {
        this.writer = writer;
        this.delivery = delivery;
        this.group = group;
    }

    @Override
    public void append(
            TopicPartition partition,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Iterable<Header> headers) {
        requireOpen();
        if (timestamp < 0) {
            throw new LogException("timestamp " + timestamp + " of a record for " + partition
                    + " (expected: at least 0; Kafka has no earlier times)");
        }
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(partition.topic(), partition.partition(), timestamp, key, value, headers);
        long recordBytes = (long) RECORD_BYTES + (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
        for (Header header : record.headers()) {
            recordBytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        writer.requireTakable(record, recordBytes + BATCH_BYTES);
        prepare(partition);
        sizeBytes += recordBytes;
        delivery.added(this, record);
    }

    private void prepare(TopicPartition partition) {
        if (!partition.equals(lastPartition)) {
            Ack ack = acks.get(partition);
            if (ack == null) {
                writer.require(partition);
                ack = new Ack();
                acks.put(partition, ack);
            }
            lastPartition = partition;
            lastAck = ack;
        }
    }

    /** The answers about the partition of the record that was added last. */
    Ack lastAck() {
        Ack ack = lastAck;
        if (ack == null) {
            throw new IllegalStateException("no record has been added");
        }
        return ack;
    }

    void stage(ProducerRecord<byte[], byte[]> record) {
        staged.add(record);
    }

    List<ProducerRecord<byte[], byte[]>> staged() {
        return staged;
    }

    Map<TopicPartition, Ack> acks() {
        return acks;
    }

    Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets() {
        return offsets;
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
        if (offsets.computeIfAbsent(groupName, name -> new HashMap<>()).put(partition, offset) == null) {
            sizeBytes += OFFSET_BYTES;
        }
    }

    @Override
    public void state(StateChanges changes) {
        throw new IllegalStateException("Kafka carries no state (expected: changelog topics)");
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
        ended = true;
        writer.submit(this);
        return done;
    }

    void completeWith(CompletableFuture<Void> delivered) {
        var unused = delivered.whenComplete((nothing, failure) -> {
            staged.clear();
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        });
    }

    @Override
    public long firstOffset(TopicPartition partition) {
        Ack ack = acks.get(partition);
        return ack == null ? -1 : ack.firstOffset();
    }

    @Override
    public void abort() {
        ended = true;
        staged.clear();
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException(
                    "the transaction has ended (expected: one that is not committed or aborted)");
        }
    }
}
