package io.millrace.streams.errors;

/** No store of that name exists in the topology. Check the name. */
public class UnknownStateStoreException extends InvalidStateStoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened
     */
    public UnknownStateStoreException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened
     * @param cause what led to it
     */
    public UnknownStateStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
