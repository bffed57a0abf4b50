package io.millrace.streams.errors;

import io.millrace.streams.processor.TaskId;
import java.util.Set;
import org.apache.kafka.clients.consumer.InvalidOffsetException;

/**
 * Tasks whose state no longer agrees with their changelogs. The engine closes them and brings them back from what was
 * last committed; the worker goes on. Users see it in logs only.
 */
public class TaskCorruptedException extends StreamsException {

    private static final long serialVersionUID = 1L;

    private final transient Set<TaskId> corruptedTasks;

    /**
     * Makes the exception.
     *
     * @param corruptedTasks the tasks
     */
    public TaskCorruptedException(Set<TaskId> corruptedTasks) {
        super(message(corruptedTasks));
        this.corruptedTasks = Set.copyOf(corruptedTasks);
    }

    /**
     * Makes the exception.
     *
     * @param corruptedTasks the tasks
     * @param cause the changelog does not reach back to where the state ends
     */
    public TaskCorruptedException(Set<TaskId> corruptedTasks, InvalidOffsetException cause) {
        super(message(corruptedTasks), cause);
        this.corruptedTasks = Set.copyOf(corruptedTasks);
    }

    /**
     * Makes the exception.
     *
     * @param corruptedTasks the tasks
     * @param cause a store found the disagreement
     */
    public TaskCorruptedException(Set<TaskId> corruptedTasks, ProcessorStateException cause) {
        super(message(corruptedTasks), cause);
        this.corruptedTasks = Set.copyOf(corruptedTasks);
    }

    private static String message(Set<TaskId> tasks) {
        return "state of tasks " + tasks
                + " does not agree with the changelogs; they are restored from the last commit";
    }

    /** The tasks; unmodifiable. */
    public Set<TaskId> corruptedTasks() {
        return corruptedTasks;
    }
}
