package io.millrace.engine.global;

import io.millrace.engine.input.PartitionQueue;
import io.millrace.engine.task.EngineParts;
import io.millrace.engine.task.Task;
import io.millrace.log.Isolation;
import io.millrace.log.Topics;
import io.millrace.plan.GlobalStore;
import io.millrace.plan.StorePlan;
import io.millrace.store.ChangelogPositions;
import io.millrace.store.ChangelogPositions.Position;
import io.millrace.store.SpecifiedStore;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSlot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a global store on disk is in each partition of its topic, kept beside it and changed in the same batch, so
 * that a restart reads only what came after that. A store in memory, one of the user's own kind, or one of several that
 * one processor fills, is made anew. Owned by the global worker.
 */
final class GlobalPositions {

    private static final Logger LOG = LoggerFactory.getLogger(GlobalPositions.class);

    private final String store;
    private final Map<TopicPartition, Long> starts;
    private final Map<TopicPartition, Long> written;
    private final Map<String, Uuid> ids;
    private final boolean goesOn;

    private GlobalPositions(String store, Map<TopicPartition, Long> starts, Map<String, Uuid> ids, boolean goesOn) {
        this.store = store;
        this.starts = starts;
        this.written = new HashMap<>(goesOn ? starts : Map.of());
        this.ids = ids;
        this.goesOn = goesOn;
    }

    /** Null for a store that is made anew with each start. */
    static @Nullable GlobalPositions of(EngineParts engine, GlobalStore global, Set<TopicPartition> inputs) {
        List<String> stores = global.processor().stores();
        if (engine.log().carriesState()
                || stores.size() != 1
                || global.source().topics().size() != 1) {
            return null;
        }
        String store = stores.get(0);
        StorePlan plan = engine.plan().stores().get(store);
        boolean isOnDisk = plan != null
                && plan.builder() instanceof SpecifiedStore known
                && known.spec().residence() == Residence.DISK;
        if (!isOnDisk) {
            return null;
        }
        Topics topics = engine.log().topics();
        Map<String, Uuid> ids = topics.ids(Set.copyOf(global.source().topics()));
        Map<TopicPartition, Long> first = topics.startOffsets(inputs);
        Map<TopicPartition, Long> ends = topics.endOffsets(inputs, Isolation.UNCOMMITTED);
        ChangelogPositions recorded = new ChangelogPositions(engine.state());
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (TopicPartition input : inputs) {
            Position position = recorded.of(slot(store, input), Residence.DISK);
            if (position == null
                    || position.offset() < first.getOrDefault(input, 0L)
                    || position.offset() > ends.getOrDefault(input, 0L)
                    || !position.topic().equals(ids.getOrDefault(input.topic(), Uuid.ZERO_UUID))) {
                if (position != null) {
                    LOG.warn("Global store {} is made anew: {} does not have what it was made from", store, input);
                }
                return new GlobalPositions(store, first, ids, false);
            }
            starts.put(input, position.offset());
        }
        return new GlobalPositions(store, starts, ids, !inputs.isEmpty());
    }

    /** The partitions of the store itself are all in one slot, so those of a topic's partitions are free. */
    private static StoreSlot slot(String store, TopicPartition input) {
        return new StoreSlot(store, input.partition());
    }

    /** Whether the store goes on with what it holds. */
    boolean goesOn() {
        return goesOn;
    }

    /** Where to read on. */
    long start(TopicPartition input) {
        return starts.getOrDefault(input, 0L);
    }

    /** Forgets all, before the store is cleared. */
    void forget(StateChanges changes) {
        starts.keySet().forEach(input -> ChangelogPositions.forget(changes, slot(store, input), Residence.DISK));
    }

    /** Adds how far the store is with these changes. */
    void add(StateChanges changes, Task task, long nowMs) {
        for (PartitionQueue queue : task.inputs()) {
            TopicPartition input = queue.partition();
            Long before = written.put(input, queue.position());
            if (before == null || before != queue.position()) {
                Uuid topic = ids.getOrDefault(input.topic(), Uuid.ZERO_UUID);
                ChangelogPositions.set(
                        changes, slot(store, input), Residence.DISK, new Position(queue.position(), nowMs, topic));
            }
        }
    }
}
