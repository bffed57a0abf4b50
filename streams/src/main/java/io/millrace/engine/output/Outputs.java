package io.millrace.engine.output;

import io.millrace.log.TopicSpec;
import io.millrace.log.Topics;
import io.millrace.log.Transaction;
import io.millrace.log.Writer;
import io.millrace.streams.errors.StreamsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * What a worker has produced since its last commit: the transaction that is being filled. Owned by the worker.
 *
 * <p>Records with a key go to the partition that Kafka's producers would choose, the hash of the key's bytes. Records
 * without a key stay with one partition per transaction, then move on to the next, so that batches are large.
 */
public final class Outputs {

    /** {@link #send} chooses the partition. */
    public static final int ANY_PARTITION = -1;

    private final Writer writer;
    private final Topics topics;
    private final int autoCreatePartitions;
    private final long limitBytes;
    private final Map<String, TopicPartition[]> partitionsByTopic = new HashMap<>();
    private final List<ProducerRecord<byte[], byte[]>> lastWords = new ArrayList<>();
    private @Nullable String lastTopic;
    private TopicPartition[] lastPartitions = {};
    private Transaction open;
    private int turn;
    private long records;

    /** Without a limit. */
    public Outputs(Writer writer, Topics topics, int autoCreatePartitions) {
        this(writer, topics, autoCreatePartitions, Long.MAX_VALUE);
    }

    /**
     * @param autoCreatePartitions how many partitions a topic gets that does not exist yet; 0 to refuse such topics
     * @param limitBytes how much may wait before a commit is wanted
     */
    public Outputs(Writer writer, Topics topics, int autoCreatePartitions, long limitBytes) {
        this.writer = writer;
        this.topics = topics;
        this.autoCreatePartitions = autoCreatePartitions;
        this.limitBytes = limitBytes;
        this.open = writer.begin();
    }

    /**
     * Sends a record.
     *
     * @param partition {@link #ANY_PARTITION} to have it chosen
     * @throws StreamsException if topic or partition does not exist
     */
    public void send(
            String topic,
            int partition,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Iterable<Header> headers) {
        TopicPartition[] partitions = partitionsOf(topic);
        open.append(partitions[choose(topic, partition, key, partitions.length)], timestamp, key, value, headers);
        records++;
    }

    /** The partition that {@link #send} would choose for a key. */
    public int partitionOf(String topic, byte @Nullable [] key) {
        return choose(topic, ANY_PARTITION, key, partitionsOf(topic).length);
    }

    private int choose(String topic, int partition, byte @Nullable [] key, int count) {
        if (partition == ANY_PARTITION) {
            return key == null ? turn % count : Utils.toPositive(Utils.murmur2(key)) % count;
        }
        if (partition < 0 || partition >= count) {
            throw new StreamsException("cannot send to partition " + partition + " of topic " + topic
                    + " (expected: 0 to " + (count - 1) + "; check the partitioner)");
        }
        return partition;
    }

    /** Sends a dead letter as part of the transaction. */
    public void send(ProducerRecord<byte[], byte[]> letter, long nowMs) {
        int partition = letter.partition() == null ? ANY_PARTITION : letter.partition();
        long timestamp = letter.timestamp() == null ? nowMs : letter.timestamp();
        send(letter.topic(), partition, timestamp, letter.key(), letter.value(), letter.headers());
    }

    /** Has a dead letter sent even though the transaction will be aborted; see {@link #abort}. */
    public void sendAfterAbort(List<ProducerRecord<byte[], byte[]>> letters) {
        lastWords.addAll(letters);
    }

    /** How many partitions a topic has; makes it when it does not exist and may be made. */
    public int partitionCount(String topic) {
        return partitionsOf(topic).length;
    }

    /** The same topic as the last time is the same string as a rule, which is compared at once. */
    private TopicPartition[] partitionsOf(String topic) {
        if (topic.equals(lastTopic)) {
            return lastPartitions;
        }
        TopicPartition[] known = partitionsByTopic.get(topic);
        TopicPartition[] partitions = known == null ? lookUp(topic) : known;
        lastTopic = topic;
        lastPartitions = partitions;
        return partitions;
    }

    private TopicPartition[] lookUp(String topic) {
        Integer count = topics.partitionCounts().get(topic);
        if (count == null) {
            count = create(topic);
        }
        TopicPartition[] partitions = new TopicPartition[count];
        for (int i = 0; i < count; i++) {
            partitions[i] = new TopicPartition(topic, i);
        }
        partitionsByTopic.put(topic, partitions);
        return partitions;
    }

    private int create(String topic) {
        if (autoCreatePartitions == 0) {
            throw new StreamsException("cannot send to topic " + topic + ": it does not exist (create it first)");
        }
        try {
            topics.create(List.of(new TopicSpec(topic, autoCreatePartitions, Map.of())));
            return autoCreatePartitions;
        } catch (TopicExistsException e) {
            return topics.partitionCounts().getOrDefault(topic, autoCreatePartitions);
        }
    }

    /** How many bytes wait for the next commit. */
    public long sizeBytes() {
        return open.sizeBytes();
    }

    /** Whether so much waits that it should be committed now. */
    public boolean wantsCommit() {
        return open.sizeBytes() > limitBytes;
    }

    /** How many records have been sent since the beginning. */
    public long records() {
        return records;
    }

    /** Hands over what was filled, to be committed, and goes on with a new transaction. */
    public Transaction takeForCommit() {
        Transaction filled = open;
        open = writer.begin();
        turn++;
        return filled;
    }

    /** Drops what was filled; what had to be said all the same is committed by itself. */
    public void abort(long nowMs) {
        open.abort();
        if (lastWords.isEmpty()) {
            return;
        }
        open = writer.begin();
        lastWords.forEach(letter -> send(letter, nowMs));
        lastWords.clear();
        commitNow();
    }

    /** Commits what was filled, by itself, and waits until it is durable. */
    public void commitNow() {
        CompletableFuture<Void> commit = takeForCommit().commit();
        writer.drain();
        commit.join();
    }
}
