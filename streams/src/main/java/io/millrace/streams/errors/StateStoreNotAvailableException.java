package io.millrace.streams.errors;

/**
 * The store exists but cannot be queried any more, because the application is stopping or has failed. Trying again on
 * this instance does not help.
 */
public class StateStoreNotAvailableException extends InvalidStateStoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened
     */
    public StateStoreNotAvailableException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened
     * @param cause what led to it
     */
    public StateStoreNotAvailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
