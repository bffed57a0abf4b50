package io.millrace.log;

import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.assignment.AssignmentConfigs;
import io.millrace.streams.processor.assignment.TaskAssignor;
import io.millrace.streams.state.HostInfo;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What this process and the other processes of its application have to say to each other, for logs that are shared by
 * many. Thread safe.
 */
public interface Peers {

    /** How tasks are shared out among processes; within a process the seat's assignor shares them out. */
    TaskAssignor policy();

    /** The settings that steer the policy. */
    AssignmentConfigs configs();

    /**
     * The tasks of which this process has state that no task is at work on, each with the sum of the changelog offsets
     * that it is at.
     */
    Map<TaskId, Long> offsetSums();

    /** Whether this process asks all processes to end, which its members are to say when they join. */
    boolean wantsAllToEnd();

    /** Hears that a process has asked all processes to end; this one too. */
    void end();

    /**
     * Hears which process has what: by address, the input partitions of the tasks that it works on and of those that it
     * keeps copies of.
     */
    void owners(
            Map<HostInfo, ? extends Set<TopicPartition>> active, Map<HostInfo, ? extends Set<TopicPartition>> standby);
}
