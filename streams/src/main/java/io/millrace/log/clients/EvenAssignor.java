package io.millrace.log.clients;

import io.millrace.log.Assignor;
import io.millrace.streams.processor.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Deals partitions out one by one, so that members hold equally many but for one. Members keep what they hold up to
 * their share, and those that hold most get the larger shares, so that as little as possible moves.
 */
final class EvenAssignor implements Assignor {

    @Override
    public SortedMap<String, SortedSet<TaskId>> assign(
            SortedSet<TaskId> tasks, SortedMap<String, SortedSet<TaskId>> held) {
        SortedMap<String, SortedSet<TaskId>> given = new TreeMap<>();
        if (held.isEmpty()) {
            return given;
        }
        List<Map.Entry<String, SortedSet<TaskId>>> members = new ArrayList<>(held.entrySet());
        members.sort(Comparator.comparing(member -> -member.getValue().size()));
        int share = tasks.size() / members.size();
        int larger = tasks.size() % members.size();
        SortedSet<TaskId> left = new TreeSet<>(tasks);
        List<SortedSet<TaskId>> shares = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            shares.add(keep(members.get(i).getValue(), left, i < larger ? share + 1 : share));
        }
        for (int i = 0; i < members.size(); i++) {
            fill(shares.get(i), left, i < larger ? share + 1 : share);
            given.put(members.get(i).getKey(), shares.get(i));
        }
        return given;
    }

    private static SortedSet<TaskId> keep(SortedSet<TaskId> held, SortedSet<TaskId> left, int atMost) {
        SortedSet<TaskId> kept = new TreeSet<>();
        for (TaskId task : held) {
            if (kept.size() < atMost && left.remove(task)) {
                kept.add(task);
            }
        }
        return kept;
    }

    private static void fill(SortedSet<TaskId> given, SortedSet<TaskId> left, int upTo) {
        while (given.size() < upTo) {
            TaskId task = left.first();
            left.remove(task);
            given.add(task);
        }
    }
}
