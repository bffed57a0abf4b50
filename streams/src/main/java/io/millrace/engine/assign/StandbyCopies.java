package io.millrace.engine.assign;

import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.assignment.AssignmentConfigs;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import io.millrace.streams.processor.assignment.KafkaStreamsState;
import io.millrace.streams.processor.assignment.ProcessId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places standby copies: on processes that differ in their tags from those that have the task, that are below their
 * share of copies, and that have most of the state already, in this order of importance. Used by one thread.
 */
final class StandbyCopies {

    private static final Logger LOG = LoggerFactory.getLogger(StandbyCopies.class);

    private final AssignmentConfigs configs;
    private final SortedMap<ProcessId, KafkaStreamsState> states;
    private final SortedMap<ProcessId, KafkaStreamsAssignment> assignments;
    private final SortedMap<ProcessId, Long> counts = new TreeMap<>();

    StandbyCopies(
            AssignmentConfigs configs,
            SortedMap<ProcessId, KafkaStreamsState> states,
            SortedMap<ProcessId, KafkaStreamsAssignment> assignments) {
        this.configs = configs;
        this.states = states;
        this.assignments = assignments;
    }

    void place(SortedSet<TaskId> tasks) {
        int wanted = configs.numStandbyReplicas();
        long threads = Math.max(
                1, states.values().stream().mapToLong(BalancedTargets::threads).sum());
        double share = (double) tasks.size() * Math.min(wanted, states.size() - 1) / threads;
        for (int copy = 0; copy < wanted; copy++) {
            for (TaskId task : tasks) {
                Optional<KafkaStreamsState> chosen = choose(task, share);
                if (chosen.isEmpty()) {
                    LOG.warn(
                            "Task {} has {} of {} standby copies: there are too few instances (start more of them)",
                            task,
                            copy,
                            wanted);
                } else {
                    ProcessId process = chosen.get().processId();
                    counts.merge(process, 1L, Long::sum);
                    KafkaStreamsAssignment its = assignments.get(process);
                    if (its != null) {
                        its.assignTask(new AssignedTask(task, AssignedTask.Type.STANDBY));
                    }
                }
            }
        }
    }

    private Optional<KafkaStreamsState> choose(TaskId task, double share) {
        List<KafkaStreamsState> holders = new ArrayList<>();
        List<KafkaStreamsState> others = new ArrayList<>();
        assignments.forEach((process, its) -> {
            KafkaStreamsState state = states.get(process);
            if (state != null) {
                (its.tasks().containsKey(task) ? holders : others).add(state);
            }
        });
        Comparator<KafkaStreamsState> byTags = Comparator.comparingInt(state -> sharedTags(state, holders));
        return others.stream()
                .min(byTags.thenComparing(state -> count(state) >= Math.ceil(share * BalancedTargets.threads(state)))
                        .thenComparing(state -> !hasState(state, task))
                        .thenComparingDouble(state -> (double) count(state) / BalancedTargets.threads(state)));
    }

    private long count(KafkaStreamsState state) {
        return counts.getOrDefault(state.processId(), 0L);
    }

    private static boolean hasState(KafkaStreamsState state, TaskId task) {
        return state.previousStandbyTasks().contains(task)
                || state.previousActiveTasks().contains(task);
    }

    private int sharedTags(KafkaStreamsState candidate, List<KafkaStreamsState> holders) {
        int shared = 0;
        for (String tag : configs.rackAwareAssignmentTags()) {
            String value = candidate.clientTags().get(tag);
            if (value != null
                    && holders.stream()
                            .anyMatch(holder -> value.equals(holder.clientTags().get(tag)))) {
                shared++;
            }
        }
        return shared;
    }
}
