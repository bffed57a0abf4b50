package io.millrace.streams.processor.assignment;

import io.millrace.streams.processor.TaskId;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one instance is to have. Not thread safe. */
public class KafkaStreamsAssignment {

    private final ProcessId processId;
    private final Map<TaskId, AssignedTask> tasks;
    private final @Nullable Instant followup;

    private KafkaStreamsAssignment(ProcessId processId, Map<TaskId, AssignedTask> tasks, @Nullable Instant followup) {
        this.processId = processId;
        this.tasks = tasks;
        this.followup = followup;
    }

    /**
     * An assignment that can be changed afterwards.
     *
     * @param assignment copied; a task may be in it once
     * @throws IllegalStateException if a task is in it as active and as standby
     */
    public static KafkaStreamsAssignment of(ProcessId processId, Set<AssignedTask> assignment) {
        Map<TaskId, AssignedTask> tasks = new HashMap<>();
        for (AssignedTask task : assignment) {
            if (tasks.put(task.id(), task) != null) {
                throw new IllegalStateException("task " + task.id() + " is given to process " + processId
                        + " as active and as standby (expected: one of them)");
            }
        }
        return new KafkaStreamsAssignment(processId, tasks, null);
    }

    /**
     * The same tasks, with the wish that the tasks be shared out again once a time has come. It is forgotten when that
     * happens earlier for another reason.
     */
    public KafkaStreamsAssignment withFollowupRebalance(Instant rebalanceDeadline) {
        return new KafkaStreamsAssignment(processId, tasks, rebalanceDeadline);
    }

    /** Whose it is. */
    public ProcessId processId() {
        return processId;
    }

    /** The tasks, as a view that cannot be changed. */
    public Map<TaskId, AssignedTask> tasks() {
        return Collections.unmodifiableMap(tasks);
    }

    /** Adds a task; replaces what is said of it already. */
    public void assignTask(AssignedTask newTask) {
        tasks.put(newTask.id(), newTask);
    }

    /** Takes a task out, in whatever role it is there. */
    public void removeTask(AssignedTask removedTask) {
        tasks.remove(removedTask.id());
    }

    /** When tasks are to be shared out again; empty if there is no such wish. */
    public Optional<Instant> followupRebalanceDeadline() {
        return Optional.ofNullable(followup);
    }

    @Override
    public String toString() {
        return "KafkaStreamsAssignment{" + processId + ", " + tasks.values() + ", " + followupRebalanceDeadline() + "}";
    }

    /** A task in a role. Immutable. */
    public static class AssignedTask {

        private final TaskId id;
        private final Type taskType;

        /** A task in a role. */
        public AssignedTask(TaskId id, Type taskType) {
            this.id = id;
            this.taskType = taskType;
        }

        /** What an instance does with a task. */
        public enum Type {
            /** It works on it. */
            ACTIVE,
            /** It keeps a copy of its state up to date. */
            STANDBY
        }

        /** The task. */
        public TaskId id() {
            return id;
        }

        /** The role. */
        public Type type() {
            return taskType;
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, taskType);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof AssignedTask that
                    && getClass() == that.getClass()
                    && id.equals(that.id)
                    && taskType == that.taskType;
        }

        @Override
        public String toString() {
            return "AssignedTask{" + taskType + ", " + id + "}";
        }
    }
}
