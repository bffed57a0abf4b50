package io.millrace.engine.assign;

import io.millrace.log.TaskCatalog;
import io.millrace.log.TopicFilter;
import io.millrace.plan.Changelog;
import io.millrace.plan.Plan;
import io.millrace.plan.SourceStep;
import io.millrace.plan.StorePlan;
import io.millrace.plan.Subtopology;
import io.millrace.streams.processor.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * The tasks of a plan: for each subtopology as many as its widest input topic has partitions; task number n reads
 * partition n of every input topic that has one.
 *
 * @param plan the plan
 */
public record PlanTasks(Plan plan) implements TaskCatalog {

    private static final Comparator<TopicPartition> BY_TOPIC_AND_NUMBER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    @Override
    public SortedMap<TaskId, SortedSet<TopicPartition>> tasks(Map<String, Integer> partitionCounts) {
        SortedMap<TaskId, SortedSet<TopicPartition>> tasks = new TreeMap<>();
        for (Subtopology part : plan.subtopologies()) {
            partitionCounts.forEach((topic, count) -> {
                if (reads(part, topic)) {
                    for (int partition = 0; partition < count; partition++) {
                        tasks.computeIfAbsent(
                                        new TaskId(part.id(), partition), id -> new TreeSet<>(BY_TOPIC_AND_NUMBER))
                                .add(new TopicPartition(topic, partition));
                    }
                }
            });
        }
        return tasks;
    }

    @Override
    public SortedMap<String, TopicPartition> changelogs(TaskId task) {
        SortedMap<String, TopicPartition> changelogs = new TreeMap<>();
        for (Subtopology part : plan.subtopologies()) {
            for (String name : part.stores()) {
                StorePlan store =
                        part.id() == task.subtopology() ? plan.stores().get(name) : null;
                Changelog changelog = store == null ? null : store.changelog();
                if (changelog != null) {
                    changelogs.put(name, new TopicPartition(changelog.topic(), task.partition()));
                }
            }
        }
        return changelogs;
    }

    @Override
    public TopicFilter topics() {
        Set<String> names = new TreeSet<>();
        List<String> patterns = new ArrayList<>();
        for (Subtopology part : plan.subtopologies()) {
            for (SourceStep source : part.sources()) {
                names.addAll(source.topics());
                Pattern pattern = source.pattern();
                if (pattern != null) {
                    patterns.add("(?:" + pattern.pattern() + ")");
                }
            }
        }
        if (patterns.isEmpty()) {
            return new TopicFilter(names, null);
        }
        names.forEach(name -> patterns.add(Pattern.quote(name)));
        return new TopicFilter(Set.of(), Pattern.compile(String.join("|", patterns)));
    }

    private static boolean reads(Subtopology part, String topic) {
        for (SourceStep source : part.sources()) {
            if (source.reads(topic)) {
                return true;
            }
        }
        return false;
    }
}
