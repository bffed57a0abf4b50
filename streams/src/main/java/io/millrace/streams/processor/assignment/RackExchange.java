package io.millrace.streams.processor.assignment;

import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import io.millrace.streams.processor.assignment.TaskAssignmentUtils.MoveStandbyTaskPredicate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges tasks between processes so that {@link RackCosts} become less, while each process keeps the number of its
 * tasks.
 *
 * <p>Active tasks: the processes are a graph, in which the edge from one to another weighs what the cheapest move of a
 * task between them costs or saves. A cycle of negative weight is a round of moves that saves something; it is carried
 * out, until there is none (Klein's algorithm: then the costs are the least possible). Copies are exchanged in pairs,
 * since each of their moves may forbid others.
 */
final class RackExchange {

    private static final int ROUNDS_MAX = 10_000;
    private static final long NO_MOVE = Long.MAX_VALUE / 4;

    private final RackCosts costs;
    private final List<ProcessId> processes;
    private final List<KafkaStreamsAssignment> assignments = new ArrayList<>();

    RackExchange(RackCosts costs, Map<ProcessId, KafkaStreamsAssignment> assignments) {
        this.costs = costs;
        this.processes = List.copyOf(costs.states().keySet());
        for (ProcessId process : processes) {
            this.assignments.add(assignments.computeIfAbsent(
                    process, missing -> KafkaStreamsAssignment.of(missing, new HashSet<>())));
        }
    }

    void exchangeActive() {
        for (SortedSet<TaskId> group : groups()) {
            int round = 0;
            while (round < ROUNDS_MAX && cancelCycle(group)) {
                round++;
            }
        }
    }

    /** Sets of tasks that may be exchanged for each other. */
    private Collection<SortedSet<TaskId>> groups() {
        TreeMap<Integer, SortedSet<TaskId>> groups = new TreeMap<>();
        for (TaskId task : costs.tasks()) {
            int group = costs.eachSubtopologyAlone() ? task.subtopology() : 0;
            groups.computeIfAbsent(group, any -> new TreeSet<>()).add(task);
        }
        return groups.values();
    }

    /** Finds a round of moves that saves something and carries it out; false when there is none. */
    private boolean cancelCycle(SortedSet<TaskId> group) {
        int count = processes.size();
        long[][] weights = new long[count][count];
        TaskId[][] moves = new TaskId[count][count];
        for (int from = 0; from < count; from++) {
            Arrays.fill(weights[from], NO_MOVE);
            for (TaskId task : tasksOf(from)) {
                for (int to = 0; to < count && group.contains(task); to++) {
                    long weight = change(task, from, to);
                    if (to != from && weight < weights[from][to]) {
                        weights[from][to] = weight;
                        moves[from][to] = task;
                    }
                }
            }
        }
        List<Integer> cycle = negativeCycle(weights);
        for (int i = 0; i < cycle.size(); i++) {
            int from = cycle.get(i);
            int to = cycle.get((i + 1) % cycle.size());
            move(moves[from][to], from, to);
        }
        return !cycle.isEmpty();
    }

    private List<TaskId> tasksOf(int process) {
        List<TaskId> its = new ArrayList<>();
        assignments.get(process).tasks().forEach((id, task) -> {
            if (task.type() == costs.role()) {
                its.add(id);
            }
        });
        its.sort(null);
        return its;
    }

    private long change(TaskId task, int from, int to) {
        return costs.of(task, processes.get(to)) - costs.of(task, processes.get(from));
    }

    private void move(TaskId task, int from, int to) {
        AssignedTask moved = new AssignedTask(task, costs.role());
        assignments.get(from).removeTask(moved);
        assignments.get(to).assignTask(moved);
    }

    /** A cycle whose weights are less than 0 in total, in its direction; empty if there is none (Bellman and Ford). */
    private static List<Integer> negativeCycle(long[][] weights) {
        int count = weights.length;
        long[] distances = new long[count];
        int[] before = new int[count];
        Arrays.fill(before, -1);
        int changed = -1;
        for (int round = 0; round < count; round++) {
            changed = -1;
            for (int from = 0; from < count; from++) {
                for (int to = 0; to < count; to++) {
                    if (weights[from][to] != NO_MOVE && distances[from] + weights[from][to] < distances[to]) {
                        distances[to] = distances[from] + weights[from][to];
                        before[to] = from;
                        changed = to;
                    }
                }
            }
        }
        return changed < 0 ? List.of() : cycle(changed, before);
    }

    /** Follows the way back from a node until it has surely gone round. */
    private static List<Integer> cycle(int start, int[] before) {
        int node = start;
        for (int i = 0; i < before.length; i++) {
            node = before[node];
        }
        List<Integer> cycle = new ArrayList<>();
        for (int next = node; cycle.isEmpty() || next != node; next = before[next]) {
            cycle.add(0, next);
        }
        return cycle;
    }

    void exchangeStandby(MoveStandbyTaskPredicate mayMove) {
        boolean moved = true;
        for (int round = 0; round < ROUNDS_MAX && moved; round++) {
            moved = false;
            for (int one = 0; one < processes.size(); one++) {
                for (int other = one + 1; other < processes.size(); other++) {
                    moved |= exchange(one, other, mayMove);
                }
            }
        }
    }

    private boolean exchange(int one, int other, MoveStandbyTaskPredicate mayMove) {
        TaskId there = cheapest(one, other, mayMove);
        TaskId back = cheapest(other, one, mayMove);
        if (there == null || back == null || change(there, one, other) + change(back, other, one) >= 0) {
            return false;
        }
        move(there, one, other);
        move(back, other, one);
        return true;
    }

    private @Nullable TaskId cheapest(int from, int to, MoveStandbyTaskPredicate mayMove) {
        Map<ProcessId, KafkaStreamsAssignment> now = new TreeMap<>();
        assignments.forEach(assignment -> now.put(assignment.processId(), assignment));
        List<KafkaStreamsState> states = List.copyOf(costs.states().values());
        TaskId cheapest = null;
        for (TaskId task : tasksOf(from)) {
            boolean allowed = costs.tasks().contains(task)
                    && !assignments.get(to).tasks().containsKey(task)
                    && mayMove.canMoveStandbyTask(states.get(from), states.get(to), task, now);
            if (allowed && (cheapest == null || change(task, from, to) < change(cheapest, from, to))) {
                cheapest = task;
            }
        }
        return cheapest;
    }
}
