package io.millrace.streams.errors;

import org.jspecify.annotations.Nullable;

/**
 * A text was to be read as a task id and is not one; see {@link io.millrace.streams.processor.TaskId#parse(String)}.
 */
public class TaskIdFormatException extends StreamsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message the text, and what was expected; it is put after "not a task id"
     */
    public TaskIdFormatException(@Nullable String message) {
        super(prefixed(message));
    }

    /**
     * Makes the exception.
     *
     * @param message the text, and what was expected; it is put after "not a task id"
     * @param cause what led to it
     */
    public TaskIdFormatException(@Nullable String message, @Nullable Throwable cause) {
        super(prefixed(message), cause);
    }

    /**
     * Makes the exception.
     *
     * @param cause what led to it
     */
    public TaskIdFormatException(Throwable cause) {
        super(cause);
    }

    private static String prefixed(@Nullable String message) {
        return message == null ? "not a task id" : "not a task id: " + message;
    }
}
