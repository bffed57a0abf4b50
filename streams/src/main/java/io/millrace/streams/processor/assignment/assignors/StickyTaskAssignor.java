package io.millrace.streams.processor.assignment.assignors;

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
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Leaves tasks where they are as far as balance allows, without asking how far copies are behind: it moves a task at
 * once, where the default assignor warms up a copy first. Copies are placed where they were, too.
 */
public class StickyTaskAssignor implements TaskAssignor {

    /** What a partition read from another rack costs, if {@code rack.aware.assignment.traffic_cost} is not set. */
    public static final int DEFAULT_STICKY_TRAFFIC_COST = 1;

    /** What a moved task costs, if {@code rack.aware.assignment.non_overlap_cost} is not set. */
    public static final int DEFAULT_STICKY_NON_OVERLAP_COST = 10;

    private static final int STATELESS_TRAFFIC_COST = 1;
    private static final int STATELESS_NON_OVERLAP_COST = 0;

    private final boolean mustPreserveActiveTaskAssignment;

    /** Moves active tasks where balance asks for it. */
    public StickyTaskAssignor() {
        this(false);
    }

    /**
     * @param mustPreserveActiveTaskAssignment whether active tasks stay in any case, until they are shared out again
     */
    public StickyTaskAssignor(boolean mustPreserveActiveTaskAssignment) {
        this.mustPreserveActiveTaskAssignment = mustPreserveActiveTaskAssignment;
    }

    @Override
    public TaskAssignment assign(ApplicationState applicationState) {
        StickyShares shares = new StickyShares(applicationState);
        Map<ProcessId, KafkaStreamsAssignment> assignments = shares.assignments();
        if (assignments.isEmpty()) {
            return new TaskAssignment(assignments.values());
        }
        assignActive(applicationState, shares);
        AssignmentConfigs configs = applicationState.assignmentConfigs();
        RackAwareOptimizationParams racks = RackAwareOptimizationParams.of(applicationState)
                .withTrafficCostOverride(configs.rackAwareTrafficCost().orElse(DEFAULT_STICKY_TRAFFIC_COST))
                .withNonOverlapCostOverride(configs.rackAwareNonOverlapCost().orElse(DEFAULT_STICKY_NON_OVERLAP_COST));
        if (!mustPreserveActiveTaskAssignment) {
            TaskAssignmentUtils.optimizeRackAwareActiveTasks(racks.forStatefulTasks(), assignments);
            TaskAssignmentUtils.optimizeRackAwareActiveTasks(
                    racks.forStatelessTasks()
                            .withTrafficCostOverride(STATELESS_TRAFFIC_COST)
                            .withNonOverlapCostOverride(STATELESS_NON_OVERLAP_COST),
                    assignments);
        }
        shares.placeStandby(configs.numStandbyReplicas());
        if (mustPreserveActiveTaskAssignment) {
            ProcessId first = assignments.keySet().iterator().next();
            assignments.computeIfPresent(first, (id, its) -> its.withFollowupRebalance(Instant.EPOCH));
        } else if (configs.numStandbyReplicas() > 0) {
            TaskAssignmentUtils.optimizeRackAwareStandbyTasks(racks, assignments);
        }
        return new TaskAssignment(assignments.values());
    }

    private void assignActive(ApplicationState application, StickyShares shares) {
        SortedSet<TaskId> open = new TreeSet<>(application.allTasks().keySet());
        for (KafkaStreamsState state : shares.states()) {
            for (TaskId task : state.previousActiveTasks()) {
                if (open.contains(task) && (mustPreserveActiveTaskAssignment || shares.hasRoom(state))) {
                    shares.give(task, state.processId(), AssignedTask.Type.ACTIVE);
                    open.remove(task);
                }
            }
        }
        for (KafkaStreamsState state : shares.states()) {
            for (TaskId task : state.previousStandbyTasks()) {
                if (open.contains(task) && shares.hasRoom(state)) {
                    shares.give(task, state.processId(), AssignedTask.Type.ACTIVE);
                    open.remove(task);
                }
            }
        }
        for (TaskId task : open) {
            shares.best(task).ifPresent(process -> shares.give(task, process, AssignedTask.Type.ACTIVE));
        }
    }
}
