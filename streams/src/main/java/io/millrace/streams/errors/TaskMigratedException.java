package io.millrace.streams.errors;

/**
 * The tasks of a worker now belong to another one: this worker was too slow or too long away, and was fenced. It gives
 * up its tasks without committing and joins again; nothing is lost or doubled. Users see it in logs only.
 */
public class TaskMigratedException extends StreamsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened
     */
    public TaskMigratedException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened
     * @param cause what led to it
     */
    public TaskMigratedException(String message, Throwable cause) {
        super(message, cause);
    }
}
