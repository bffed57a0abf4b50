package io.millrace.log.embedded;

import io.millrace.log.Isolation;
import io.millrace.log.LogException;
import io.millrace.log.OutOfRangeException;
import io.millrace.log.TopicSpec;
import io.millrace.log.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics of an embedded log. Thread safe. A topic that is made or deleted goes through the committer's queue like
 * any commit, so that on disk it comes before the records that follow and after those that went before; the call
 * returns when it is durable.
 */
final class EmbeddedTopics implements Topics {

    private final LogMemory memory;
    private final Storage storage;
    private final TimeSearch search;

    EmbeddedTopics(LogMemory memory, Storage storage, TimeSearch search) {
        this.memory = memory;
        this.storage = storage;
        this.search = search;
    }

    @Override
    public Map<String, Integer> partitionCounts() {
        memory.gate().lock();
        try {
            memory.queue().checkOpen();
            return memory.topics().partitionCounts();
        } finally {
            memory.gate().unlock();
        }
    }

    @Override
    public void create(Collection<TopicSpec> topics) {
        List<CompletableFuture<Void>> made = new ArrayList<>();
        try {
            for (TopicSpec spec : topics) {
                made.add(create(spec));
            }
        } finally {
            made.forEach(EmbeddedTopics::await);
        }
    }

    private CompletableFuture<Void> create(TopicSpec spec) {
        Topic.checkName(spec.name());
        memory.gate().lock();
        try {
            memory.queue().awaitRoom();
            memory.queue().checkOpen();
            if (memory.topics().contains(spec.name())) {
                throw new TopicExistsException("topic " + spec.name() + " exists already");
            }
            Topic topic = new Topic(memory.topics().nextId(), spec);
            int nextId = memory.topics().takeId() + 1;
            memory.topics().add(topic);
            return submit(Submission.of(batch -> {
                storage.meta().putNextTopic(batch, nextId);
                storage.meta().putTopic(batch, topic);
            }));
        } finally {
            memory.gate().unlock();
        }
    }

    @Override
    public void delete(Collection<String> names) {
        List<CompletableFuture<Void>> deleted = new ArrayList<>();
        memory.gate().lock();
        try {
            memory.queue().awaitRoom();
            memory.queue().checkOpen();
            for (String name : names) {
                Topic topic = memory.topics().remove(name);
                if (topic != null) {
                    deleted.add(delete(topic));
                }
            }
        } finally {
            memory.gate().unlock();
        }
        deleted.forEach(EmbeddedTopics::await);
    }

    private CompletableFuture<Void> delete(Topic topic) {
        for (Partition partition : topic.partitions()) {
            memory.tails().dropAll(partition);
            memory.offsets().forget(partition);
            partition.delete();
        }
        return submit(Submission.of(batch -> {
            storage.log().removeTopic(batch, topic.id());
            storage.meta().removeTopic(batch, topic.id());
        }));
    }

    /** Under the gate. */
    private CompletableFuture<Void> submit(Submission submission) {
        memory.queue().add(submission);
        memory.groups().topicsChanged();
        memory.gate().announce();
        return submission.done();
    }

    private static void await(CompletableFuture<Void> done) {
        try {
            done.join();
        } catch (CompletionException e) {
            throw new LogException("the change of topics failed with the log; open the log again to see it", e);
        }
    }

    @Override
    public Map<TopicPartition, Long> startOffsets(Set<TopicPartition> partitions) {
        return offsets(partitions, Partition::startOffset);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Set<TopicPartition> partitions, Isolation isolation) {
        return offsets(partitions, partition -> partition.end(isolation));
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, ToLongFunction<Partition> offset) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        memory.gate().lock();
        try {
            memory.queue().checkOpen();
            for (TopicPartition partition : partitions) {
                offsets.put(partition, offset.applyAsLong(memory.topics().get(partition)));
            }
        } finally {
            memory.gate().unlock();
        }
        return offsets;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Reads each partition up to the record that is found.
     */
    @Override
    public Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Long> timestamps) {
        Map<TopicPartition, Long> offsets = new HashMap<>(startOffsets(timestamps.keySet()));
        for (Map.Entry<TopicPartition, Long> entry : offsets.entrySet()) {
            TopicPartition name = entry.getKey();
            entry.setValue(search.find(find(name), entry.getValue(), timestamps.getOrDefault(name, 0L)));
        }
        return offsets;
    }

    private Partition find(TopicPartition name) {
        memory.gate().lock();
        try {
            return memory.topics().get(name);
        } finally {
            memory.gate().unlock();
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(String group, Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        memory.gate().lock();
        try {
            memory.queue().checkOpen();
            for (TopicPartition name : partitions) {
                Partition partition = memory.topics().find(name);
                OffsetAndMetadata offset =
                        partition == null ? null : memory.offsets().durable(group, partition);
                if (offset != null) {
                    committed.put(name, offset);
                }
            }
        } finally {
            memory.gate().unlock();
        }
        return committed;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Visible at once; brought to disk by the committer's next look after the partition. A crash before that brings
     * the records back.
     */
    @Override
    public void purge(Map<TopicPartition, Long> beforeOffsets) {
        memory.gate().lock();
        try {
            memory.queue().checkOpen();
            for (Map.Entry<TopicPartition, Long> entry : beforeOffsets.entrySet()) {
                purge(memory.topics().get(entry.getKey()), entry.getValue());
            }
        } finally {
            memory.gate().unlock();
        }
    }

    private void purge(Partition partition, long before) {
        long end = partition.end(Isolation.UNCOMMITTED);
        if (before < 0 || before > end) {
            throw new OutOfRangeException(partition.name(), before, partition.startOffset(), end);
        }
        // What is not durable yet is still to be written; a later purge takes it.
        long start = Math.min(before, partition.durableEnd());
        if (start > partition.startOffset()) {
            partition.startAt(start);
            memory.tails().dropBeforeStart(partition);
        }
    }
}
