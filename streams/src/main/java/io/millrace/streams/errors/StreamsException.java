package io.millrace.streams.errors;

import io.millrace.streams.processor.TaskId;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The base of all errors that the library raises itself, and the wrapper around those that user code raises inside it.
 * The cause tells the two apart.
 *
 * <p>Carries the task in which it happened, when that is known. The task is not serialized with the exception.
 */
public class StreamsException extends KafkaException {

    private static final long serialVersionUID = 1L;

    private transient @Nullable TaskId taskId;

    /**
     * Makes the exception.
     *
     * @param message what happened
     */
    public StreamsException(@Nullable String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened
     * @param taskId the task in which it happened
     */
    public StreamsException(@Nullable String message, @Nullable TaskId taskId) {
        super(message);
        this.taskId = taskId;
    }

    /**
     * Makes the exception.
     *
     * @param message what happened
     * @param cause what led to it
     */
    public StreamsException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened
     * @param cause what led to it
     * @param taskId the task in which it happened
     */
    public StreamsException(@Nullable String message, @Nullable Throwable cause, @Nullable TaskId taskId) {
        super(message, cause);
        this.taskId = taskId;
    }

    /**
     * Makes the exception.
     *
     * @param cause what led to it
     */
    public StreamsException(Throwable cause) {
        super(cause);
    }

    /**
     * Makes the exception.
     *
     * @param cause what led to it
     * @param taskId the task in which it happened
     */
    public StreamsException(Throwable cause, @Nullable TaskId taskId) {
        super(cause);
        this.taskId = taskId;
    }

    /** The task in which it happened; empty when it happened outside a task or the task is not known. */
    public Optional<TaskId> taskId() {
        return Optional.ofNullable(taskId);
    }

    /**
     * Adds the task in which it happened; for the code that knows it only after the exception was made.
     *
     * @param taskId the task
     */
    public void setTaskId(@Nullable TaskId taskId) {
        this.taskId = taskId;
    }
}
