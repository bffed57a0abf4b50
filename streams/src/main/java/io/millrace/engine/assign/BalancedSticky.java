package io.millrace.engine.assign;

import io.millrace.log.Assignor;
import io.millrace.streams.processor.TaskId;
import java.util.Comparator;
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
            shares.get(leastLoaded(shares, task)).add(task);
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
        for (String member : shares.keySet()) {
            int limit = lowerShare;
            SortedSet<TaskId> still = new TreeSet<>(held.get(member));
            still.retainAll(open);
            if (leftOver > 0 && still.size() > lowerShare) {
                limit++;
                leftOver--;
            }
            for (TaskId task : still) {
                if (shares.get(member).size() == limit) {
                    break;
                }
                shares.get(member).add(task);
                open.remove(task);
            }
        }
    }

    private static String leastLoaded(SortedMap<String, SortedSet<TaskId>> shares, TaskId task) {
        return shares.keySet().stream()
                .min(Comparator.<String>comparingInt(
                                member -> shares.get(member).size())
                        .thenComparingLong(member -> ofSameSubtopology(shares.get(member), task)))
                .orElseThrow();
    }

    private static long ofSameSubtopology(SortedSet<TaskId> share, TaskId task) {
        return share.stream()
                .filter(other -> other.subtopology() == task.subtopology())
                .count();
    }
}
