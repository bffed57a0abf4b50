package io.millrace.engine.assign;

import io.millrace.log.Assignor;
import io.millrace.streams.processor.TaskId;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Shares tasks out so that no member has more than one task more than another, and moves as few as that allows. Among
 * the members with the fewest tasks, a task goes to the one with the fewest of the same subtopology, then to the first
 * by name, so that the work of each subtopology is spread.
 */
public final class BalancedSticky implements Assignor {

    @Override
    public SortedMap<String, SortedSet<TaskId>> assign(
            SortedSet<TaskId> tasks, SortedMap<String, SortedSet<TaskId>> held) {
        SortedMap<String, SortedSet<TaskId>> shares = new TreeMap<>();
        held.keySet().forEach(member -> shares.put(member, new TreeSet<>()));
        if (shares.isEmpty()) {
            return shares;
        }
        SortedSet<TaskId> open = new TreeSet<>(tasks);
        keepWhatFits(held, shares, open, tasks.size());
        for (TaskId task : open) {
            leastLoaded(shares, task).add(task);
        }
        return shares;
    }

    /** Everyone keeps up to the lower share; as many members as the division leaves over keep one more. */
    private static void keepWhatFits(
            SortedMap<String, SortedSet<TaskId>> held,
            SortedMap<String, SortedSet<TaskId>> shares,
            SortedSet<TaskId> open,
            int tasks) {
        int lowerShare = tasks / shares.size();
        int leftOver = tasks % shares.size();
        for (Map.Entry<String, SortedSet<TaskId>> share : shares.entrySet()) {
            int limit = lowerShare;
            SortedSet<TaskId> still = new TreeSet<>(held.getOrDefault(share.getKey(), new TreeSet<>()));
            still.retainAll(open);
            if (leftOver > 0 && still.size() > lowerShare) {
                limit++;
                leftOver--;
            }
            for (TaskId task : still) {
                if (share.getValue().size() == limit) {
                    break;
                }
                share.getValue().add(task);
                open.remove(task);
            }
        }
    }

    private static SortedSet<TaskId> leastLoaded(SortedMap<String, SortedSet<TaskId>> shares, TaskId task) {
        return shares.values().stream()
                .min(Comparator.comparingInt((SortedSet<TaskId> share) -> share.size())
                        .thenComparingLong(share -> ofSameSubtopology(share, task)))
                .orElseThrow();
    }

    private static long ofSameSubtopology(SortedSet<TaskId> share, TaskId task) {
        return share.stream()
                .filter(other -> other.subtopology() == task.subtopology())
                .count();
    }
}
