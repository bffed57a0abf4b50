package io.millrace.log.embedded;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What groups have committed, as submitted (where the next owner of a task begins) and as durable (what is told to
 * everyone else). Guarded by the {@link Gate}.
 */
final class GroupOffsets {

    private final Map<String, Map<Partition, OffsetAndMetadata>> submitted = new HashMap<>();
    private final Map<String, Map<Partition, OffsetAndMetadata>> durable = new HashMap<>();

    void submit(OffsetCommit commit) {
        put(submitted, commit);
    }

    void durable(OffsetCommit commit) {
        put(durable, commit);
    }

    @Nullable
    OffsetAndMetadata submitted(String group, Partition partition) {
        return submitted.getOrDefault(group, Map.of()).get(partition);
    }

    @Nullable
    OffsetAndMetadata durable(String group, Partition partition) {
        return durable.getOrDefault(group, Map.of()).get(partition);
    }

    /** Forgets a partition that is deleted. */
    void forget(Partition partition) {
        submitted.values().forEach(offsets -> offsets.remove(partition));
        durable.values().forEach(offsets -> offsets.remove(partition));
    }

    private static void put(Map<String, Map<Partition, OffsetAndMetadata>> all, OffsetCommit commit) {
        if (!commit.partition().isDeleted()) {
            all.computeIfAbsent(commit.group(), group -> new HashMap<>()).put(commit.partition(), commit.offset());
        }
    }
}
