package io.millrace.engine.assign;

import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.assignment.KafkaStreamsState;
import io.millrace.streams.processor.assignment.ProcessId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Where tasks belong: each process has a share of them by the number of its threads, those of each kind (with and
 * without state) by themselves. A process keeps what it works on up to its share; what it gives up are the tasks of
 * which others have the most state. What has no place goes to whoever has room and the most of its state.
 */
final class BalancedTargets {

    private final SortedMap<ProcessId, KafkaStreamsState> states;
    private final long threads;

    BalancedTargets(SortedMap<ProcessId, KafkaStreamsState> states) {
        this.states = states;
        this.threads = Math.max(
                1, states.values().stream().mapToLong(BalancedTargets::threads).sum());
    }

    /** A process has a share even if it does not say how many threads it has. */
    static long threads(KafkaStreamsState state) {
        return Math.max(1, state.numProcessingThreads());
    }

    SortedMap<TaskId, ProcessId> placeStateful(SortedSet<TaskId> tasks) {
        return place(tasks, new TreeMap<>(), true);
    }

    /** @param others tasks that have been placed already, and count */
    SortedMap<TaskId, ProcessId> placeStateless(SortedSet<TaskId> tasks, SortedMap<TaskId, ProcessId> others) {
        return place(tasks, others, false);
    }

    private SortedMap<TaskId, ProcessId> place(
            SortedSet<TaskId> tasks, SortedMap<TaskId, ProcessId> others, boolean stateful) {
        SortedMap<ProcessId, Long> counts = new TreeMap<>();
        states.keySet().forEach(process -> counts.put(process, 0L));
        others.values().forEach(process -> counts.merge(process, 1L, Long::sum));
        SortedMap<ProcessId, Long> shares = shares(tasks.size() + others.size(), tasks, counts);
        SortedMap<TaskId, ProcessId> placed = new TreeMap<>();
        states.forEach((process, state) -> {
            List<TaskId> its = new ArrayList<>(state.previousActiveTasks());
            its.removeIf(task -> !tasks.contains(task) || placed.containsKey(task));
            if (stateful) {
                its.sort(Comparator.comparingLong((TaskId task) -> bestLagElsewhere(task, process, shares, counts))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()));
            }
            for (TaskId task : its) {
                if (counts.getOrDefault(process, 0L) < shares.getOrDefault(process, 0L)) {
                    placed.put(task, process);
                    counts.merge(process, 1L, Long::sum);
                }
            }
        });
        List<TaskId> open = new ArrayList<>(tasks);
        open.removeAll(placed.keySet());
        if (stateful) {
            open.sort(Comparator.comparingLong(this::bestLag).thenComparing(Comparator.naturalOrder()));
        }
        for (TaskId task : open) {
            choose(task, placed, shares, counts, stateful).ifPresent(process -> {
                placed.put(task, process);
                counts.merge(process, 1L, Long::sum);
            });
        }
        return placed;
    }

    /** As many as all could have; as many as the division leaves over have one more per thread, busy ones first. */
    private SortedMap<ProcessId, Long> shares(int total, SortedSet<TaskId> tasks, SortedMap<ProcessId, Long> counts) {
        SortedMap<ProcessId, Long> shares = new TreeMap<>();
        long perThread = total / threads;
        long[] left = {total % threads};
        states.forEach((process, state) -> shares.put(process, perThread * threads(state)));
        List<KafkaStreamsState> busyFirst = new ArrayList<>(states.values());
        busyFirst.sort(Comparator.comparingLong((KafkaStreamsState state) ->
                        -over(state, tasks, counts, shares.getOrDefault(state.processId(), 0L)))
                .thenComparing(KafkaStreamsState::processId));
        for (KafkaStreamsState state : busyFirst) {
            long over = over(state, tasks, counts, shares.getOrDefault(state.processId(), 0L));
            long more = Math.min(left[0], Math.min(Math.max(0, over), threads(state)));
            shares.merge(state.processId(), more, Long::sum);
            left[0] -= more;
        }
        while (left[0] > 0) {
            for (KafkaStreamsState state : busyFirst) {
                long room = (perThread + 1) * threads(state) - shares.getOrDefault(state.processId(), 0L);
                if (left[0] > 0 && room > 0) {
                    shares.merge(state.processId(), 1L, Long::sum);
                    left[0]--;
                }
            }
        }
        return shares;
    }

    /** How many tasks more than its share a process has now. */
    private static long over(
            KafkaStreamsState state, SortedSet<TaskId> tasks, SortedMap<ProcessId, Long> counts, long share) {
        long has = state.previousActiveTasks().stream().filter(tasks::contains).count();
        return counts.getOrDefault(state.processId(), 0L) + has - share;
    }

    private long bestLag(TaskId task) {
        return states.values().stream()
                .mapToLong(state -> state.lagFor(task))
                .filter(lag -> lag >= 0)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private long bestLagElsewhere(
            TaskId task, ProcessId owner, SortedMap<ProcessId, Long> shares, SortedMap<ProcessId, Long> counts) {
        return states.values().stream()
                .filter(state -> !state.processId().equals(owner))
                .filter(state ->
                        counts.getOrDefault(state.processId(), 0L) < shares.getOrDefault(state.processId(), 0L))
                .mapToLong(state -> state.lagFor(task))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private Optional<ProcessId> choose(
            TaskId task,
            SortedMap<TaskId, ProcessId> placed,
            SortedMap<ProcessId, Long> shares,
            SortedMap<ProcessId, Long> counts,
            boolean stateful) {
        Comparator<KafkaStreamsState> byLag = Comparator.comparingLong(state -> stateful ? state.lagFor(task) : 0);
        return states.values().stream()
                .filter(state ->
                        counts.getOrDefault(state.processId(), 0L) < shares.getOrDefault(state.processId(), 0L))
                .min(byLag.thenComparingDouble(
                                state -> (double) counts.getOrDefault(state.processId(), 0L) / threads(state))
                        .thenComparingLong(state -> ofSameSubtopology(task, state.processId(), placed)))
                .map(KafkaStreamsState::processId);
    }

    private static long ofSameSubtopology(TaskId task, ProcessId process, SortedMap<TaskId, ProcessId> placed) {
        return placed.entrySet().stream()
                .filter(other ->
                        other.getValue().equals(process) && other.getKey().subtopology() == task.subtopology())
                .count();
    }
}
