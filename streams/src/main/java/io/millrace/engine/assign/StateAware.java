package io.millrace.engine.assign;

import io.millrace.base.Clock;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.assignment.ApplicationState;
import io.millrace.streams.processor.assignment.AssignmentConfigs;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import io.millrace.streams.processor.assignment.KafkaStreamsState;
import io.millrace.streams.processor.assignment.ProcessId;
import io.millrace.streams.processor.assignment.TaskAssignmentUtils;
import io.millrace.streams.processor.assignment.TaskAssignmentUtils.RackAwareOptimizationParams;
import io.millrace.streams.processor.assignment.TaskAssignor;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Shares tasks out among processes so that the work is balanced, moves are few, and no task waits long for its state.
 *
 * <p>First it is decided where each task belongs ({@link BalancedTargets}). A task whose target has (nearly) all of its
 * state goes there at once, and so does one of which nobody has more state. Any other stays with whoever has the most;
 * the target gets a copy to warm up, if there are not too many of them, and tasks are shared out again after a while to
 * see whether it is warm. Last, standby copies are placed beside what there is ({@link StandbyCopies}).
 */
public final class StateAware implements TaskAssignor {

    private static final int STATEFUL_TRAFFIC_COST = 10;
    private static final int STATEFUL_MOVE_COST = 1;
    private static final int STATELESS_TRAFFIC_COST = 1;
    private static final int STATELESS_MOVE_COST = 0;

    private final Clock clock;

    /** @param clock says when tasks are to be shared out again */
    public StateAware(Clock clock) {
        this.clock = clock;
    }

    @Override
    public TaskAssignment assign(ApplicationState application) {
        SortedMap<ProcessId, KafkaStreamsState> states = new TreeMap<>(application.kafkaStreamsStates(true));
        SortedMap<ProcessId, KafkaStreamsAssignment> assignments = new TreeMap<>();
        states.keySet().forEach(process -> assignments.put(process, empty(process)));
        if (states.isEmpty()) {
            return new TaskAssignment(assignments.values());
        }
        SortedSet<TaskId> stateful = new TreeSet<>();
        SortedSet<TaskId> stateless = new TreeSet<>();
        application.allTasks().forEach((id, task) -> (task.isStateful() ? stateful : stateless).add(id));
        BalancedTargets targets = new BalancedTargets(states);
        give(targets.placeStateful(stateful), assignments);
        TaskAssignmentUtils.optimizeRackAwareActiveTasks(statefulCosts(application), assignments);
        SortedSet<TaskId> waiting = keepWhereStateIs(application.assignmentConfigs(), states, assignments);
        new StandbyCopies(application.assignmentConfigs(), states, assignments).place(stateful);
        if (application.assignmentConfigs().numStandbyReplicas() > 0) {
            SortedSet<TaskId> free = new TreeSet<>(stateful);
            free.removeAll(waiting); // whose copies warm up where the task is to be
            TaskAssignmentUtils.optimizeRackAwareStandbyTasks(
                    statefulCosts(application).forTasks(free), assignments);
        }
        give(targets.placeStateless(stateless, active(assignments)), assignments);
        TaskAssignmentUtils.optimizeRackAwareActiveTasks(statelessCosts(application), assignments);
        if (!waiting.isEmpty()) {
            Instant next = Instant.ofEpochMilli(
                    clock.wallMs() + application.assignmentConfigs().probingRebalanceIntervalMs());
            assignments.compute(assignments.firstKey(), (process, its) -> withFollowup(process, its, next));
        }
        return new TaskAssignment(assignments.values());
    }

    private static KafkaStreamsAssignment empty(ProcessId process) {
        return KafkaStreamsAssignment.of(process, new HashSet<>());
    }

    private static KafkaStreamsAssignment withFollowup(
            ProcessId process, @Nullable KafkaStreamsAssignment its, Instant next) {
        return (its == null ? empty(process) : its).withFollowupRebalance(next);
    }

    private static void give(
            SortedMap<TaskId, ProcessId> owners, SortedMap<ProcessId, KafkaStreamsAssignment> assignments) {
        owners.forEach((task, process) -> assignments
                .getOrDefault(process, empty(process))
                .assignTask(new AssignedTask(task, AssignedTask.Type.ACTIVE)));
    }

    private static SortedMap<TaskId, ProcessId> active(SortedMap<ProcessId, KafkaStreamsAssignment> assignments) {
        SortedMap<TaskId, ProcessId> owners = new TreeMap<>();
        assignments.forEach((process, its) -> its.tasks().forEach((id, task) -> {
            if (task.type() == AssignedTask.Type.ACTIVE) {
                owners.put(id, process);
            }
        }));
        return owners;
    }

    private static RackAwareOptimizationParams statefulCosts(ApplicationState application) {
        AssignmentConfigs configs = application.assignmentConfigs();
        return RackAwareOptimizationParams.of(application)
                .forStatefulTasks()
                .withTrafficCostOverride(configs.rackAwareTrafficCost().orElse(STATEFUL_TRAFFIC_COST))
                .withNonOverlapCostOverride(configs.rackAwareNonOverlapCost().orElse(STATEFUL_MOVE_COST));
    }

    private static RackAwareOptimizationParams statelessCosts(ApplicationState application) {
        return RackAwareOptimizationParams.of(application)
                .forStatelessTasks()
                .withTrafficCostOverride(STATELESS_TRAFFIC_COST)
                .withNonOverlapCostOverride(STATELESS_MOVE_COST);
    }

    /** Moves tasks back to where their state is, until their targets are warm; says which. */
    private static SortedSet<TaskId> keepWhereStateIs(
            AssignmentConfigs configs,
            SortedMap<ProcessId, KafkaStreamsState> states,
            SortedMap<ProcessId, KafkaStreamsAssignment> assignments) {
        int warmupsLeft = configs.maxWarmupReplicas();
        SortedSet<TaskId> waiting = new TreeSet<>();
        for (Map.Entry<TaskId, ProcessId> placed : active(assignments).entrySet()) {
            TaskId task = placed.getKey();
            KafkaStreamsState target = states.get(placed.getValue());
            Optional<KafkaStreamsState> best = states.values().stream()
                    .min(Comparator.comparingLong((KafkaStreamsState state) -> state.lagFor(task))
                            .thenComparing(KafkaStreamsState::processId));
            if (target == null
                    || best.isEmpty()
                    || target.lagFor(task) <= configs.acceptableRecoveryLag()
                    || best.get().lagFor(task) >= target.lagFor(task)) {
                continue;
            }
            waiting.add(task);
            AssignedTask active = new AssignedTask(task, AssignedTask.Type.ACTIVE);
            assignments
                    .getOrDefault(target.processId(), empty(target.processId()))
                    .removeTask(active);
            ProcessId keeper = best.get().processId();
            assignments.getOrDefault(keeper, empty(keeper)).assignTask(active);
            if (warmupsLeft > 0) {
                warmupsLeft--;
                assignments
                        .getOrDefault(target.processId(), empty(target.processId()))
                        .assignTask(new AssignedTask(task, AssignedTask.Type.STANDBY));
            }
        }
        return waiting;
    }
}
