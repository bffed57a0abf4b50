package io.millrace.streams.errors;

/**
 * A query asked for a partition of a store that this instance does not hold. Ask the instance that the metadata names.
 */
public class InvalidStateStorePartitionException extends InvalidStateStoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened
     */
    public InvalidStateStorePartitionException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened
     * @param cause what led to it
     */
    public InvalidStateStorePartitionException(String message, Throwable cause) {
        super(message, cause);
    }
}
