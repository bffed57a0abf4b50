package io.millrace.log.embedded;

import io.millrace.log.TopicSpec;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is on disk back into memory when a log is opened. The database has already replayed its own log, so what
 * is there is exactly some prefix of the commits; nothing needs to be undone. Costs one look-up per partition.
 */
final class Recovery implements MetaTable.Found {

    private final LogMemory memory;
    private final Map<Integer, Topic> byId = new HashMap<>();
    private final Map<Partition, Long> starts = new HashMap<>();

    private Recovery(LogMemory memory) {
        this.memory = memory;
    }

    static void run(Storage storage, LogMemory memory) {
        Recovery recovery = new Recovery(memory);
        storage.meta().recover(recovery);
        for (Partition partition : memory.topics().partitions()) {
            long start = recovery.starts.getOrDefault(partition, 0L);
            Batch last = storage.log().lastBefore(partition, Long.MAX_VALUE);
            partition.recover(start, last == null ? start : Math.max(start, last.endOffset()));
        }
    }

    @Override
    public void nextTopic(int id) {
        memory.topics().nextId(id);
    }

    @Override
    public void topic(int id, TopicSpec spec) {
        Topic topic = new Topic(id, spec);
        byId.put(id, topic);
        memory.topics().add(topic);
    }

    @Override
    public void start(int topicId, int partition, long offset) {
        Partition found = find(topicId, partition);
        if (found != null) {
            starts.put(found, offset);
        }
    }

    @Override
    public void offset(int topicId, int partition, String group, OffsetAndMetadata offset) {
        Partition found = find(topicId, partition);
        if (found != null) {
            OffsetCommit commit = new OffsetCommit(group, found, offset);
            memory.offsets().submit(commit);
            memory.offsets().durable(commit);
        }
    }

    /** Null for what a commit that was queued behind the deletion of its topic has left. */
    private @Nullable Partition find(int topicId, int partition) {
        Topic topic = byId.get(topicId);
        return topic == null ? null : topic.partitions().get(partition);
    }
}
