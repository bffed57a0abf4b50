package io.millrace.streams.processor.assignment;

import io.millrace.streams.processor.TaskId;
import java.util.Set;

/** What an assignor is told of a task. */
public interface TaskInfo {

    /** Which one it is. */
    TaskId id();

    /** Whether it has a store that is logged, so that it can be warmed up elsewhere and can have standby copies. */
    boolean isStateful();

    /** The names of its logged stores; empty for a task without state. */
    Set<String> stateStoreNames();

    /** What it reads and logs to. */
    Set<TaskTopicPartition> topicPartitions();
}
