package io.millrace.log;

import io.millrace.streams.processor.TaskId;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.kafka.common.TopicPartition;

/** What a group shares out: a pure function from the topics that exist to tasks and what they read. Thread safe. */
public interface TaskCatalog {

    /**
     * The tasks.
     *
     * @param partitionCounts every topic that exists, with its number of partitions
     * @return each task with the partitions that it reads
     */
    SortedMap<TaskId, SortedSet<TopicPartition>> tasks(Map<String, Integer> partitionCounts);
}
