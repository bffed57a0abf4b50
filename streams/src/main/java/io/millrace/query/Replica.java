package io.millrace.query;

import io.millrace.engine.task.TaskStores;

/**
 * A task's state that this instance holds.
 *
 * @param stores the state
 * @param active whether the task is at work here, and not a copy that follows another instance's
 */
public record Replica(TaskStores stores, boolean active) {

    int partition() {
        return stores.id().partition();
    }
}
