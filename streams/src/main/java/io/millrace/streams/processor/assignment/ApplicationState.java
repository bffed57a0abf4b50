package io.millrace.streams.processor.assignment;

import io.millrace.streams.errors.TaskAssignmentException;
import io.millrace.streams.processor.TaskId;
import java.util.Map;

/** What there is to share out, and among whom; the input of a {@link TaskAssignor}. */
public interface ApplicationState {

    /**
     * The instances that take part.
     *
     * @param computeTaskLags whether lags are needed; they cost a question to the brokers, and without it the methods
     *     that tell them throw
     * @throws TaskAssignmentException if the brokers do not answer; an assignor that lets it pass keeps everything
     *     where it is, and is asked again soon
     */
    Map<ProcessId, KafkaStreamsState> kafkaStreamsStates(boolean computeTaskLags);

    /** The settings that steer the assignment. */
    AssignmentConfigs assignmentConfigs();

    /** All tasks of the topology. */
    Map<TaskId, TaskInfo> allTasks();
}
