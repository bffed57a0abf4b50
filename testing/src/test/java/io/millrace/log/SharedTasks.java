package io.millrace.log;

import io.millrace.streams.processor.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * One task per partition of every topic that exists, topic by topic, shared out evenly; who holds tasks keeps them up
 * to its share. Remembers what it was asked.
 */
final class SharedTasks implements TaskCatalog, Assignor {

    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    final List<SortedMap<String, SortedSet<TaskId>>> asked = new ArrayList<>();
    private SortedMap<String, SortedSet<TaskId>> lastGiven = new TreeMap<>();

    /** What it has said last. */
    synchronized SortedMap<String, SortedSet<TaskId>> lastGiven() {
        return new TreeMap<>(lastGiven);
    }

    @Override
    public synchronized SortedMap<TaskId, SortedSet<TopicPartition>> tasks(Map<String, Integer> partitionCounts) {
        SortedMap<TaskId, SortedSet<TopicPartition>> tasks = new TreeMap<>();
        int number = 0;
        for (Map.Entry<String, Integer> topic : new TreeMap<>(partitionCounts).entrySet()) {
            for (int partition = 0; partition < topic.getValue(); partition++) {
                SortedSet<TopicPartition> reads = new TreeSet<>(ORDER);
                reads.add(new TopicPartition(topic.getKey(), partition));
                tasks.put(new TaskId(number, partition), reads);
            }
            number++;
        }
        return tasks;
    }

    @Override
    public synchronized SortedMap<String, SortedSet<TaskId>> assign(
            SortedSet<TaskId> tasks, SortedMap<String, SortedSet<TaskId>> held) {
        SortedMap<String, SortedSet<TaskId>> copy = new TreeMap<>();
        held.forEach((member, its) -> copy.put(member, new TreeSet<>(its)));
        asked.add(copy);
        SortedMap<String, SortedSet<TaskId>> given = new TreeMap<>();
        TreeSet<TaskId> left = new TreeSet<>(tasks);
        int base = held.isEmpty() ? 0 : tasks.size() / held.size();
        int withOneMore = held.isEmpty() ? 0 : tasks.size() % held.size();
        for (Map.Entry<String, SortedSet<TaskId>> member : held.entrySet()) {
            TreeSet<TaskId> its = new TreeSet<>();
            member.getValue().stream()
                    .filter(left::contains)
                    .limit(withOneMore > 0 ? base + 1 : base)
                    .forEach(its::add);
            withOneMore -= its.size() > base ? 1 : 0;
            given.put(member.getKey(), its);
            left.removeAll(its);
        }
        while (!left.isEmpty()) {
            TaskId task = left.first();
            left.remove(task);
            given.values().stream()
                    .min(Comparator.comparingInt(SortedSet::size))
                    .orElseThrow()
                    .add(task);
        }
        lastGiven = given;
        return given;
    }
}
