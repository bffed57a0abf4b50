package io.millrace.streams.processor.assignment.assignors;

import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.assignment.ApplicationState;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import io.millrace.streams.processor.assignment.KafkaStreamsState;
import io.millrace.streams.processor.assignment.ProcessId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been given to whom so far, and who is best for the next task. Used by one thread. */
final class StickyShares {

    private static final Logger LOG = LoggerFactory.getLogger(StickyShares.class);

    private final ApplicationState application;
    private final Map<ProcessId, KafkaStreamsState> states;
    private final Map<ProcessId, KafkaStreamsAssignment> assignments = new TreeMap<>();
    private final int tasksPerThread;

    StickyShares(ApplicationState application) {
        this.application = application;
        this.states = new TreeMap<>(application.kafkaStreamsStates(false));
        states.keySet()
                .forEach(process -> assignments.put(process, KafkaStreamsAssignment.of(process, new HashSet<>())));
        int threads = states.values().stream()
                .mapToInt(KafkaStreamsState::numProcessingThreads)
                .sum();
        this.tasksPerThread = application.allTasks().size() / Math.max(1, threads);
    }

    /** Can be changed. */
    Map<ProcessId, KafkaStreamsAssignment> assignments() {
        return assignments;
    }

    Collection<KafkaStreamsState> states() {
        return states.values();
    }

    void give(TaskId task, ProcessId process, AssignedTask.Type role) {
        assignment(process).assignTask(new AssignedTask(task, role));
    }

    private KafkaStreamsAssignment assignment(ProcessId process) {
        KafkaStreamsAssignment its = assignments.get(process);
        if (its == null) {
            throw new IllegalStateException("process " + process + " does not take part");
        }
        return its;
    }

    /** Whether it has fewer active tasks than every process could have. */
    boolean hasRoom(KafkaStreamsState state) {
        long active = assignment(state.processId()).tasks().values().stream()
                .filter(task -> task.type() == AssignedTask.Type.ACTIVE)
                .count();
        return active < (long) state.numProcessingThreads() * tasksPerThread;
    }

    private double load(KafkaStreamsState state) {
        return (double) assignment(state.processId()).tasks().size() / Math.max(1, state.numProcessingThreads());
    }

    /** Whether all its threads are busy while somebody else has less to do. */
    private boolean isOverloaded(KafkaStreamsState state) {
        double load = load(state);
        return load >= 1 && states.values().stream().anyMatch(other -> load(other) < load);
    }

    /** Who should have a task; empty when everybody has it already. */
    Optional<ProcessId> best(TaskId task) {
        List<KafkaStreamsState> candidates = new ArrayList<>(states.values());
        candidates.removeIf(state -> assignment(state.processId()).tasks().containsKey(task));
        Comparator<KafkaStreamsState> byLoad = Comparator.comparingDouble(this::load);
        return candidates.stream()
                .min(Comparator.comparingInt((KafkaStreamsState state) -> distance(state, task))
                        .thenComparing(byLoad)
                        .thenComparingLong(state -> ofSameSubtopology(state, task)))
                .map(KafkaStreamsState::processId);
    }

    /** 0 for one that had the task, 1 for one that had a copy, 2 for all others and those that have too much to do. */
    private int distance(KafkaStreamsState state, TaskId task) {
        if (isOverloaded(state)) {
            return 2;
        }
        if (state.previousActiveTasks().contains(task)) {
            return 0;
        }
        return state.previousStandbyTasks().contains(task) ? 1 : 2;
    }

    private long ofSameSubtopology(KafkaStreamsState state, TaskId task) {
        return assignment(state.processId()).tasks().keySet().stream()
                .filter(other -> other.subtopology() == task.subtopology())
                .count();
    }

    void placeStandby(int copies) {
        new TreeMap<>(application.allTasks()).forEach((id, task) -> {
            for (int placed = 0; task.isStateful() && placed < copies; placed++) {
                Optional<ProcessId> chosen = best(id);
                if (chosen.isEmpty()) {
                    LOG.warn(
                            "Task {} has {} of {} standby copies: there are too few instances (start more of them)",
                            id,
                            placed,
                            copies);
                    return;
                }
                give(id, chosen.get(), AssignedTask.Type.STANDBY);
            }
        });
    }
}
