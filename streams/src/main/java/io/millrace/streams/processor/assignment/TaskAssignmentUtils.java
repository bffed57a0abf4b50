package io.millrace.streams.processor.assignment;

import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import io.millrace.streams.processor.assignment.TaskAssignor.AssignmentError;
import io.millrace.streams.processor.assignment.TaskAssignor.TaskAssignment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts that most assignors need: a starting point, copies, racks, and a check of the result. Stateless; the maps
 * that are handed over are changed in place.
 */
public final class TaskAssignmentUtils {

    private static final Logger LOG = LoggerFactory.getLogger(TaskAssignmentUtils.class);

    private TaskAssignmentUtils() {}

    /** Says whether a copy may move between two instances, when racks are taken into account. */
    @FunctionalInterface
    public interface MoveStandbyTaskPredicate {

        /**
         * Whether it may.
         *
         * @param source the instance that has the copy
         * @param destination the one that would get it
         * @param sourceTask whose copy it is
         * @param kafkaStreamsAssignments what all instances have as of now
         */
        boolean canMoveStandbyTask(
                KafkaStreamsState source,
                KafkaStreamsState destination,
                TaskId sourceTask,
                Map<ProcessId, KafkaStreamsAssignment> kafkaStreamsAssignments);
    }

    /**
     * Which tasks are to be placed with regard to racks, and what traffic and movement cost. Immutable; the {@code for}
     * and {@code with} methods return a changed copy.
     */
    public static final class RackAwareOptimizationParams {

        final ApplicationState applicationState;
        final OptionalInt trafficCost;
        final OptionalInt nonOverlapCost;
        final @Nullable SortedSet<TaskId> tasks;

        private RackAwareOptimizationParams(
                ApplicationState applicationState,
                OptionalInt trafficCost,
                OptionalInt nonOverlapCost,
                @Nullable SortedSet<TaskId> tasks) {
            this.applicationState = applicationState;
            this.trafficCost = trafficCost;
            this.nonOverlapCost = nonOverlapCost;
            this.tasks = tasks;
        }

        /** All tasks that are assigned, at the costs of the application's settings. */
        public static RackAwareOptimizationParams of(ApplicationState applicationState) {
            return new RackAwareOptimizationParams(applicationState, OptionalInt.empty(), OptionalInt.empty(), null);
        }

        /** Only tasks with state. */
        public RackAwareOptimizationParams forStatefulTasks() {
            return forTasks(chosen(true));
        }

        /** Only tasks without state. */
        public RackAwareOptimizationParams forStatelessTasks() {
            return forTasks(chosen(false));
        }

        private SortedSet<TaskId> chosen(boolean stateful) {
            SortedSet<TaskId> chosen = new TreeSet<>();
            applicationState.allTasks().forEach((id, task) -> {
                if (task.isStateful() == stateful) {
                    chosen.add(id);
                }
            });
            return chosen;
        }

        /** Only these tasks. */
        public RackAwareOptimizationParams forTasks(SortedSet<TaskId> tasksToOptimize) {
            return new RackAwareOptimizationParams(applicationState, trafficCost, nonOverlapCost, tasksToOptimize);
        }

        /** What a partition costs that is read from another rack, whatever the settings say. */
        public RackAwareOptimizationParams withTrafficCostOverride(int trafficCostOverride) {
            return new RackAwareOptimizationParams(
                    applicationState, OptionalInt.of(trafficCostOverride), nonOverlapCost, tasks);
        }

        /** What a task costs that is moved, whatever the settings say. */
        public RackAwareOptimizationParams withNonOverlapCostOverride(int nonOverlapCostOverride) {
            return new RackAwareOptimizationParams(
                    applicationState, trafficCost, OptionalInt.of(nonOverlapCostOverride), tasks);
        }
    }

    /** What is wrong with an assignment, the first error that is found; it is logged with its place. */
    public static AssignmentError validateTaskAssignment(
            ApplicationState applicationState, TaskAssignment taskAssignment) {
        AssignmentError error = wrongTask(applicationState, taskAssignment);
        return error == AssignmentError.NONE ? wrongProcess(applicationState, taskAssignment) : error;
    }

    private static AssignmentError wrongTask(ApplicationState state, TaskAssignment assignment) {
        Map<TaskId, ProcessId> active = new HashMap<>();
        Map<TaskId, ProcessId> standby = new HashMap<>();
        for (KafkaStreamsAssignment its : assignment.assignment()) {
            for (AssignedTask task : its.tasks().values()) {
                TaskId id = task.id();
                if (!state.allTasks().containsKey(id)) {
                    LOG.error("Process {} is given task {}, which does not exist", its.processId(), id);
                    return AssignmentError.UNKNOWN_TASK_ID;
                }
                boolean isActive = task.type() == AssignedTask.Type.ACTIVE;
                ProcessId other = (isActive ? active : standby).put(id, its.processId());
                if (isActive && other != null) {
                    LOG.error("Processes {} and {} are both given task {} to work on", other, its.processId(), id);
                    return AssignmentError.ACTIVE_TASK_ASSIGNED_MULTIPLE_TIMES;
                }
            }
        }
        for (Map.Entry<TaskId, ProcessId> copy : standby.entrySet()) {
            TaskInfo task = state.allTasks().get(copy.getKey());
            if (task != null && !task.isStateful()) {
                LOG.error("Process {} is given a copy of task {}, which has no state", copy.getValue(), copy.getKey());
                return AssignmentError.INVALID_STANDBY_TASK;
            }
        }
        return AssignmentError.NONE;
    }

    private static AssignmentError wrongProcess(ApplicationState state, TaskAssignment assignment) {
        Set<ProcessId> known = state.kafkaStreamsStates(false).keySet();
        Set<ProcessId> given = new HashSet<>();
        assignment.assignment().forEach(its -> given.add(its.processId()));
        for (ProcessId process : known) {
            if (!given.contains(process)) {
                LOG.error("Process {} is left out (expected: an assignment, though it may be empty)", process);
                return AssignmentError.MISSING_PROCESS_ID;
            }
        }
        for (ProcessId process : given) {
            if (!known.contains(process)) {
                LOG.error("Process {} does not take part (expected: one of {})", process, known);
                return AssignmentError.UNKNOWN_PROCESS_ID;
            }
        }
        return AssignmentError.NONE;
    }

    /** What every instance has now, as an assignment to begin with. */
    public static Map<ProcessId, KafkaStreamsAssignment> identityAssignment(ApplicationState applicationState) {
        Map<ProcessId, KafkaStreamsAssignment> assignments = new HashMap<>();
        applicationState.kafkaStreamsStates(false).forEach((process, state) -> {
            Set<AssignedTask> tasks = new HashSet<>();
            state.previousActiveTasks().forEach(task -> tasks.add(new AssignedTask(task, AssignedTask.Type.ACTIVE)));
            state.previousStandbyTasks().forEach(task -> tasks.add(new AssignedTask(task, AssignedTask.Type.STANDBY)));
            assignments.put(process, KafkaStreamsAssignment.of(process, tasks));
        });
        return assignments;
    }

    /**
     * Adds as many copies of each task with state as {@code num.standby.replicas} says, each to an instance that does
     * not have the task yet: one that differs from the others in the tags that {@code rack.aware.assignment.tags}
     * names, and of those the one with the fewest tasks per thread. If there are too few instances, there are fewer
     * copies, and a warning in the log.
     */
    public static void defaultStandbyTaskAssignment(
            ApplicationState applicationState, Map<ProcessId, KafkaStreamsAssignment> kafkaStreamsAssignments) {
        new StandbyPlacement(applicationState, kafkaStreamsAssignments).place();
    }

    /**
     * Exchanges active tasks between instances so that less is read from other racks. An instance keeps the number of
     * its tasks. Does nothing unless {@code rack.aware.assignment.strategy} and both costs are set, and the racks of
     * all instances and partitions are known. Best done before copies are placed.
     */
    public static void optimizeRackAwareActiveTasks(
            RackAwareOptimizationParams optimizationParams,
            Map<ProcessId, KafkaStreamsAssignment> kafkaStreamsAssignments) {
        RackCosts costs = RackCosts.of(optimizationParams, kafkaStreamsAssignments, AssignedTask.Type.ACTIVE);
        if (costs != null) {
            new RackExchange(costs, kafkaStreamsAssignments).exchangeActive();
        }
    }

    /**
     * The same for copies, with regard to the racks of their changelogs; a copy moves only if the copies of its task
     * differ in as many client tags as before.
     */
    public static void optimizeRackAwareStandbyTasks(
            RackAwareOptimizationParams optimizationParams,
            Map<ProcessId, KafkaStreamsAssignment> kafkaStreamsAssignments) {
        RackCosts costs = RackCosts.of(optimizationParams, kafkaStreamsAssignments, AssignedTask.Type.STANDBY);
        if (costs != null) {
            MoveStandbyTaskPredicate mayMove = StandbyPlacement.mayMove(optimizationParams.applicationState);
            new RackExchange(costs, kafkaStreamsAssignments).exchangeStandby(mayMove);
        }
    }
}
