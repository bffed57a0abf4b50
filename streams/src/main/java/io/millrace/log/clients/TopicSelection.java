package io.millrace.log.clients;

import io.millrace.log.TaskCatalog;
import io.millrace.streams.processor.TaskId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The topics that a consumer has subscribed to, either by name or by pattern. A group shares out tasks; here a task is
 * one partition, with the topic as the name of its topology.
 *
 * @param names topics by name; empty when there is a pattern
 * @param pattern the topics whose names match, null when they are named
 */
record TopicSelection(Set<String> names, @Nullable Pattern pattern) implements TaskCatalog {

    TopicSelection {
        names = Set.copyOf(names);
    }

    boolean contains(String topic) {
        return pattern == null ? names.contains(topic) : pattern.matcher(topic).matches();
    }

    @Override
    public SortedMap<TaskId, SortedSet<TopicPartition>> tasks(Map<String, Integer> partitionCounts) {
        SortedMap<TaskId, SortedSet<TopicPartition>> tasks = new TreeMap<>();
        partitionCounts.forEach((topic, count) -> {
            for (int partition = 0; partition < count && contains(topic); partition++) {
                SortedSet<TopicPartition> reads = new TreeSet<>(Fetcher.ORDER);
                reads.add(new TopicPartition(topic, partition));
                tasks.put(new TaskId(0, partition, topic), reads);
            }
        });
        return tasks;
    }

    static TopicPartition partition(TaskId task) {
        return new TopicPartition(
                Objects.requireNonNull(task.topologyName(), "a task of another kind of group"), task.partition());
    }
}
