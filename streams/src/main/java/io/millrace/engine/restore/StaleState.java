package io.millrace.engine.restore;

import io.millrace.engine.restore.TaskRestore.Phase;
import io.millrace.plan.Plan;
import io.millrace.plan.Subtopology;
import io.millrace.store.ChangelogPositions;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSlot;
import io.millrace.streams.processor.TaskId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes state of tasks that nobody here has had or kept warm for a while. State of stores that the plan does not know
 * is left alone. Owned by a {@link RestoreWorker}.
 */
final class StaleState {

    private static final Logger LOG = LoggerFactory.getLogger(StaleState.class);
    /** How often it is looked for. */
    private static final long INTERVAL_MAX_MS = 60_000;

    private final RestoreParts parts;
    private final ChangelogPositions positions;
    private final Share share;
    private final Map<String, Integer> subtopologies = new HashMap<>();
    private final long beganMs;
    private long lookedMs;

    /** Says which tasks are this worker's. */
    interface Share {

        boolean has(TaskId task);
    }

    StaleState(RestoreParts parts, ChangelogPositions positions, Share share, long nowMs) {
        this.parts = parts;
        this.positions = positions;
        this.share = share;
        this.beganMs = nowMs;
        this.lookedMs = nowMs;
        for (Subtopology part : parts.plan().subtopologies()) {
            part.stores().forEach(store -> subtopologies.put(store, part.id()));
        }
    }

    /** The task whose state a slot holds; null when the plan does not know the store. */
    static @Nullable TaskId taskOf(Plan plan, StoreSlot slot) {
        for (Subtopology part : plan.subtopologies()) {
            if (part.stores().contains(slot.store()) && slot.partition() >= 0) {
                return new TaskId(part.id(), slot.partition());
            }
        }
        return null;
    }

    void remove(Collection<TaskRestore> known, long nowMs) {
        if (nowMs >= lookedMs && nowMs - lookedMs < Math.min(parts.cleanupDelayMs(), INTERVAL_MAX_MS)) {
            return;
        }
        lookedMs = nowMs;
        Set<TaskId> kept = new HashSet<>();
        Map<TaskId, Long> idle = new HashMap<>();
        for (TaskRestore restore : known) {
            if (restore.phase == Phase.IDLE && restore.claim() == null) {
                idle.put(restore.id, restore.idleSinceMs);
            } else {
                kept.add(restore.id);
            }
        }
        for (StoreSlot slot : positions.all().keySet()) {
            Integer part = subtopologies.get(slot.store());
            if (part == null || slot.partition() < 0) {
                continue;
            }
            TaskId task = new TaskId(part, slot.partition());
            if (share.has(task)
                    && !kept.contains(task)
                    && nowMs - idle.getOrDefault(task, beganMs) >= parts.cleanupDelayMs()) {
                remove(slot, task);
            }
        }
    }

    private void remove(StoreSlot slot, TaskId task) {
        LOG.info(
                "Removing the state of store {} of task {}, which has been elsewhere for {} ms",
                slot.store(),
                task,
                parts.cleanupDelayMs());
        StateChanges changes = new StateChanges();
        ChangelogPositions.forget(changes, slot, Residence.DISK);
        ChangelogPositions.forget(changes, slot, Residence.MEMORY);
        parts.state().apply(changes);
        parts.state().clear(slot);
    }
}
