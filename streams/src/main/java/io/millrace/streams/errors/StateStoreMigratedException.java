package io.millrace.streams.errors;

/** The store moved to another instance after the query had begun. Look up its new place and ask there. */
public class StateStoreMigratedException extends InvalidStateStoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened
     */
    public StateStoreMigratedException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened
     * @param cause what led to it
     */
    public StateStoreMigratedException(String message, Throwable cause) {
        super(message, cause);
    }
}
