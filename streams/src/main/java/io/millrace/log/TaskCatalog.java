package io.millrace.log;

import io.millrace.streams.processor.TaskId;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.kafka.common.TopicPartition;

/** What a group shares out: a pure function from the topics that exist to tasks and what they read. Thread safe. */
public interface TaskCatalog {

    /**
     * The tasks.
     *
     * @param partitionCounts every topic that exists, with its number of partitions; a log may leave out those that are
     *     not in {@link #topics}
     * @return each task with the partitions that it reads
     */
    SortedMap<TaskId, SortedSet<TopicPartition>> tasks(Map<String, Integer> partitionCounts);

    /** The changelogs of a task's stores, each by the name of the store. */
    default SortedMap<String, TopicPartition> changelogs(TaskId task) {
        return Collections.emptySortedMap();
    }

    /** The topics that its tasks read. A log that has many others need not look at those. */
    default TopicFilter topics() {
        return TopicFilter.ALL;
    }
}
