package io.millrace.streams.errors;

/**
 * A state folder is in use by another thread or process, so a task cannot open its stores yet. The engine tries again.
 */
public class LockException extends StreamsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened
     */
    public LockException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened
     * @param cause what led to it
     */
    public LockException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Makes the exception.
     *
     * @param cause what led to it
     */
    public LockException(Throwable cause) {
        super(cause);
    }
}
