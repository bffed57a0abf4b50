package io.millrace.engine.restore;

import io.millrace.engine.restore.Restoration.Owner;
import io.millrace.streams.processor.TaskId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What a {@link RestoreWorker} knows of one task. Owned by it. */
final class TaskRestore {

    final TaskId id;

    /** Who wants the task, the first one has it. */
    final Deque<Claim> claims = new ArrayDeque<>();

    /** The slots that are being filled; none while the owner has the task, or nothing is to be done. */
    List<SlotRestore> slots = List.of();

    Phase phase = Phase.IDLE;
    long idleSinceMs;

    TaskRestore(TaskId id, long nowMs) {
        this.id = id;
        this.idleSinceMs = nowMs;
    }

    /**
     * A wish to have the task.
     *
     * @param inputs what the task reads
     */
    record Claim(Owner owner, Set<TopicPartition> inputs) {}

    /** Who has it or is to have it next. */
    @Nullable
    Claim claim() {
        return claims.peek();
    }

    /** What is done with the task's stores. */
    enum Phase {
        /** Nothing. */
        IDLE,
        /** They are brought to the end of their changelogs for an owner. */
        RESTORING,
        /** Their owner has them. */
        OWNED,
        /** They follow their changelogs. */
        WARM
    }
}
