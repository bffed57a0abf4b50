package io.millrace.streams.errors;

/** Tasks could not be given out to the instances of the application. */
public class TaskAssignmentException extends StreamsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened
     */
    public TaskAssignmentException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened
     * @param cause what led to it
     */
    public TaskAssignmentException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Makes the exception.
     *
     * @param cause what led to it
     */
    public TaskAssignmentException(Throwable cause) {
        super(cause);
    }
}
