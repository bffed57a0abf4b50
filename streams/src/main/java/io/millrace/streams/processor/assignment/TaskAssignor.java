package io.millrace.streams.processor.assignment;

import io.millrace.streams.errors.TaskAssignmentException;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupAssignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.common.Configurable;

/**
 * Decides which instance works on which task, and which keeps copies of its state. The class is named in the setting
 * {@code task.assignor.class}, the same for all instances, and has a constructor without parameters.
 *
 * <p>One that spreads tasks without regard to state:
 *
 * <pre>{@code
 * public final class RoundRobin implements TaskAssignor {
 *     @Override
 *     public TaskAssignment assign(ApplicationState state) {
 *         var processes = new ArrayList<>(new TreeSet<>(state.kafkaStreamsStates(false).keySet()));
 *         var assignments = new ArrayList<KafkaStreamsAssignment>();
 *         processes.forEach(id -> assignments.add(KafkaStreamsAssignment.of(id, new HashSet<>())));
 *         int next = 0;
 *         for (TaskId task : new TreeSet<>(state.allTasks().keySet())) {
 *             assignments.get(next++ % assignments.size()).assignTask(new AssignedTask(task, Type.ACTIVE));
 *         }
 *         return new TaskAssignment(assignments);
 *     }
 * }
 * }</pre>
 *
 * <p>Called within a rebalance by one thread of the instance that leads the group; all others wait for it.
 */
public interface TaskAssignor extends Configurable {

    /** What is wrong with an answer of {@link #assign}. */
    enum AssignmentError {
        /** Nothing. */
        NONE,
        /** Two instances would work on the same task. */
        ACTIVE_TASK_ASSIGNED_MULTIPLE_TIMES,
        /** A copy of a task that has no state to copy. */
        INVALID_STANDBY_TASK,
        /** An instance is not mentioned; one without tasks needs an empty assignment. */
        MISSING_PROCESS_ID,
        /** An instance that does not take part. */
        UNKNOWN_PROCESS_ID,
        /** A task that the topology does not have. */
        UNKNOWN_TASK_ID
    }

    /**
     * Shares the tasks out.
     *
     * @return one assignment for each instance
     * @throws TaskAssignmentException to leave everything where it is and be asked again soon
     */
    TaskAssignment assign(ApplicationState applicationState);

    /**
     * Hears what became of the answer. After an error other than {@link AssignmentError#NONE} the thread fails with a
     * {@code StreamsException}.
     *
     * @param assignment what each member is told; empty after an error
     * @param subscription what each member had said
     * @param error what was wrong
     */
    default void onAssignmentComputed(
            GroupAssignment assignment, GroupSubscription subscription, AssignmentError error) {}

    /** Hands over the application's settings, once, before anything else. */
    @Override
    default void configure(Map<String, ?> configs) {}

    /** An answer: what each instance is to have. */
    class TaskAssignment {

        private final Collection<KafkaStreamsAssignment> assignment;

        /** @param assignment one for each instance */
        public TaskAssignment(Collection<KafkaStreamsAssignment> assignment) {
            this.assignment = assignment;
        }

        /** What each instance is to have. */
        public Collection<KafkaStreamsAssignment> assignment() {
            return assignment;
        }
    }
}
