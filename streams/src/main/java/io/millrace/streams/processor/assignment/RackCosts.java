package io.millrace.streams.processor.assignment;

import io.millrace.streams.StreamsConfig;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import io.millrace.streams.processor.assignment.TaskAssignmentUtils.RackAwareOptimizationParams;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What it costs that a task is where it is: so much for each partition that is read from another rack, and so much if
 * it is not where it was when these costs were made. Immutable.
 */
final class RackCosts {

    private static final Logger LOG = LoggerFactory.getLogger(RackCosts.class);

    private final AssignedTask.Type role;
    private final boolean eachSubtopologyAlone;
    private final long trafficCost;
    private final long moveCost;
    private final Map<ProcessId, KafkaStreamsState> states;
    private final Map<ProcessId, Set<TaskId>> before = new HashMap<>();
    private final SortedSet<TaskId> tasks;
    private final Map<TaskId, Set<TaskTopicPartition>> partitions = new HashMap<>();

    private RackCosts(
            RackAwareOptimizationParams params,
            Map<ProcessId, KafkaStreamsAssignment> assignments,
            AssignedTask.Type role,
            long trafficCost,
            long moveCost) {
        ApplicationState application = params.applicationState;
        this.role = role;
        this.eachSubtopologyAlone = StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_BALANCE_SUBTOPOLOGY.equals(
                application.assignmentConfigs().rackAwareAssignmentStrategy());
        this.trafficCost = trafficCost;
        this.moveCost = moveCost;
        this.states = new TreeMap<>(application.kafkaStreamsStates(false));
        SortedSet<TaskId> assigned = new TreeSet<>();
        assignments.forEach((process, assignment) -> {
            Set<TaskId> its = new HashSet<>();
            assignment.tasks().forEach((id, task) -> {
                if (task.type() == role) {
                    its.add(id);
                }
            });
            before.put(process, its);
            assigned.addAll(its);
        });
        this.tasks = params.tasks == null ? assigned : params.tasks;
        application.allTasks().forEach((id, task) -> {
            Set<TaskTopicPartition> counting = new HashSet<>(task.topicPartitions());
            counting.removeIf(one -> role == AssignedTask.Type.STANDBY && !one.isChangelog());
            partitions.put(id, counting);
        });
    }

    /** The costs; null when racks do not count, or are not known. */
    static @Nullable RackCosts of(
            RackAwareOptimizationParams params,
            Map<ProcessId, KafkaStreamsAssignment> assignments,
            AssignedTask.Type role) {
        AssignmentConfigs configs = params.applicationState.assignmentConfigs();
        if (StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_NONE.equals(configs.rackAwareAssignmentStrategy())) {
            return null;
        }
        boolean hasTrafficCost =
                params.trafficCost.isPresent() || configs.rackAwareTrafficCost().isPresent();
        boolean hasMoveCost = params.nonOverlapCost.isPresent()
                || configs.rackAwareNonOverlapCost().isPresent();
        if (!hasTrafficCost || !hasMoveCost) {
            LOG.warn(
                    "Racks are not taken into account: a cost is missing (expected: {} and {})",
                    StreamsConfig.RACK_AWARE_ASSIGNMENT_TRAFFIC_COST_CONFIG,
                    StreamsConfig.RACK_AWARE_ASSIGNMENT_NON_OVERLAP_COST_CONFIG);
            return null;
        }
        long trafficCost = params.trafficCost.orElseGet(configs.rackAwareTrafficCost()::getAsInt);
        long moveCost = params.nonOverlapCost.orElseGet(configs.rackAwareNonOverlapCost()::getAsInt);
        RackCosts costs = new RackCosts(params, assignments, role, trafficCost, moveCost);
        String missing = costs.missing();
        if (missing != null) {
            LOG.warn("Racks are not taken into account: the rack of {} is not known", missing);
            return null;
        }
        return costs;
    }

    private @Nullable String missing() {
        for (KafkaStreamsState state : states.values()) {
            if (state.rackId().isEmpty()) {
                return "process " + state.processId() + " (expected: client.rack)";
            }
        }
        for (Set<TaskTopicPartition> ofTask : partitions.values()) {
            for (TaskTopicPartition one : ofTask) {
                if (one.rackIds().isEmpty() || one.rackIds().get().isEmpty()) {
                    return "partition " + one.topicPartition() + " (expected: brokers with broker.rack)";
                }
            }
        }
        return null;
    }

    AssignedTask.Type role() {
        return role;
    }

    /** Whether the number of tasks that a process has is to be kept for each subtopology, and not only in total. */
    boolean eachSubtopologyAlone() {
        return eachSubtopologyAlone;
    }

    /** The tasks to be placed. */
    SortedSet<TaskId> tasks() {
        return tasks;
    }

    /** The processes, in a fixed order. */
    Map<ProcessId, KafkaStreamsState> states() {
        return states;
    }

    /** What it costs that a process has a task. */
    long of(TaskId task, ProcessId process) {
        long cost = before.getOrDefault(process, Set.of()).contains(task) ? 0 : moveCost;
        KafkaStreamsState state = states.get(process);
        String rack = state == null ? "" : state.rackId().orElse("");
        for (TaskTopicPartition partition : partitions.getOrDefault(task, Set.of())) {
            if (!partition.rackIds().orElse(Set.of()).contains(rack)) {
                cost += trafficCost;
            }
        }
        return cost;
    }
}
