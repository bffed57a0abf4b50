package io.millrace.streams.processor.assignment;

import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import io.millrace.streams.processor.assignment.TaskAssignmentUtils.MoveStandbyTaskPredicate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places copies of tasks, one at a time: on the instance that shares the fewest tags with those that have the task
 * already, and among these on the one with the fewest tasks per thread.
 */
final class StandbyPlacement {

    private static final Logger LOG = LoggerFactory.getLogger(StandbyPlacement.class);

    private final ApplicationState application;
    private final Map<ProcessId, KafkaStreamsState> states;
    private final Map<ProcessId, KafkaStreamsAssignment> assignments;
    private final List<String> tags;

    StandbyPlacement(ApplicationState application, Map<ProcessId, KafkaStreamsAssignment> assignments) {
        this.application = application;
        this.states = new TreeMap<>(application.kafkaStreamsStates(false));
        this.assignments = assignments;
        this.tags = application.assignmentConfigs().rackAwareAssignmentTags();
        states.keySet()
                .forEach(process -> assignments.computeIfAbsent(
                        process, missing -> KafkaStreamsAssignment.of(missing, new HashSet<>())));
    }

    void place() {
        int wanted = application.assignmentConfigs().numStandbyReplicas();
        new TreeMap<>(application.allTasks()).forEach((id, task) -> {
            if (task.isStateful()) {
                place(id, wanted);
            }
        });
    }

    private void place(TaskId task, int wanted) {
        for (int placed = 0; placed < wanted; placed++) {
            ProcessId chosen = choose(task);
            if (chosen == null) {
                LOG.warn(
                        "Task {} has {} of {} standby copies: there are too few instances (start more of them)",
                        task,
                        placed,
                        wanted);
                return;
            }
            assignment(chosen).assignTask(new AssignedTask(task, AssignedTask.Type.STANDBY));
        }
    }

    private KafkaStreamsAssignment assignment(ProcessId process) {
        KafkaStreamsAssignment its = assignments.get(process);
        if (its == null) {
            throw new IllegalStateException("process " + process + " has no assignment");
        }
        return its;
    }

    private @Nullable ProcessId choose(TaskId task) {
        List<KafkaStreamsState> holders = new ArrayList<>();
        List<KafkaStreamsState> others = new ArrayList<>();
        states.forEach(
                (process, state) -> (assignment(process).tasks().containsKey(task) ? holders : others).add(state));
        return others.stream()
                .min(Comparator.comparingInt((KafkaStreamsState state) -> sharedTags(state, holders))
                        .thenComparingDouble(this::load))
                .map(KafkaStreamsState::processId)
                .orElse(null);
    }

    private double load(KafkaStreamsState state) {
        return (double) assignment(state.processId()).tasks().size() / Math.max(1, state.numProcessingThreads());
    }

    private int sharedTags(KafkaStreamsState candidate, List<KafkaStreamsState> holders) {
        int shared = 0;
        for (String tag : tags) {
            String value = candidate.clientTags().get(tag);
            if (value != null
                    && holders.stream()
                            .anyMatch(holder -> value.equals(holder.clientTags().get(tag)))) {
                shared++;
            }
        }
        return shared;
    }

    /** Whether a copy may move: the tags of those that have the task must not become fewer. */
    static MoveStandbyTaskPredicate mayMove(ApplicationState application) {
        if (application.assignmentConfigs().rackAwareAssignmentTags().isEmpty()) {
            return (source, destination, task, assignments) -> true;
        }
        Map<ProcessId, KafkaStreamsState> states = application.kafkaStreamsStates(false);
        return (source, destination, task, assignments) -> {
            Set<Map.Entry<String, String>> others = new HashSet<>();
            assignments.forEach((process, assignment) -> {
                KafkaStreamsState state = states.get(process);
                boolean isOther = !process.equals(source.processId()) && !process.equals(destination.processId());
                if (isOther && state != null && assignment.tasks().containsKey(task)) {
                    others.addAll(new HashMap<>(state.clientTags()).entrySet());
                }
            });
            return with(others, destination) >= with(others, source);
        };
    }

    private static int with(Set<Map.Entry<String, String>> tags, KafkaStreamsState state) {
        Set<Map.Entry<String, String>> all = new HashSet<>(tags);
        all.addAll(state.clientTags().entrySet());
        return all.size();
    }
}
