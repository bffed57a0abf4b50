package io.millrace.streams.errors;

/** A store cannot be read now, or not here. The subclasses say whether trying again may help. */
public class InvalidStateStoreException extends StreamsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened
     */
    public InvalidStateStoreException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened
     * @param cause what led to it
     */
    public InvalidStateStoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Makes the exception.
     *
     * @param cause what led to it
     */
    public InvalidStateStoreException(Throwable cause) {
        super(cause);
    }
}
