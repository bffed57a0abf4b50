package io.millrace.streams.processor.assignment;

import io.millrace.streams.processor.TaskId;
import io.millrace.streams.state.HostInfo;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What an assignor is told of an instance: how many threads it has, which tasks it has now, and how far the state that
 * it keeps is behind.
 */
public interface KafkaStreamsState {

    /** Which instance it is. */
    ProcessId processId();

    /** How many threads of it take part. */
    int numProcessingThreads();

    /** The members that its threads are in the group, each by the name that begins its consumer's id. */
    SortedSet<String> consumerClientIds();

    /** The tasks that it works on as of now. */
    SortedSet<TaskId> previousActiveTasks();

    /** The tasks of which it has state without working on them. */
    SortedSet<TaskId> previousStandbyTasks();

    /**
     * How many changelog records the instance would have to read before it could work on a task: -2 for one that it
     * works on, the length of the changelogs for one that it knows nothing of.
     *
     * @throws UnsupportedOperationException if the states were asked for without lags
     * @throws IllegalStateException if the task has no state, or does not exist
     */
    long lagFor(TaskId task);

    /**
     * The tasks of which one of its members has state, those with the smallest lag first.
     *
     * @param consumerClientId one of {@link #consumerClientIds}
     * @throws UnsupportedOperationException if the states were asked for without lags
     */
    SortedSet<TaskId> prevTasksByLag(String consumerClientId);

    /**
     * What {@link #lagFor} says, of all tasks with state.
     *
     * @throws UnsupportedOperationException if the states were asked for without lags
     */
    Map<TaskId, Long> statefulTasksToLagSums();

    /** Where the instance is reached by others: its {@code application.server}; empty if it has none. */
    Optional<HostInfo> hostInfo();

    /** Its settings that begin with {@code client.tag.}, without this prefix. */
    Map<String, String> clientTags();

    /** The {@code client.rack} of its consumers; empty if it has none. */
    Optional<String> rackId();
}
