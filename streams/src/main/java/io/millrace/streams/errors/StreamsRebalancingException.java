package io.millrace.streams.errors;

/** A store was asked for while tasks are being moved or restored. Try again after a while. */
public class StreamsRebalancingException extends InvalidStateStoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened
     */
    public StreamsRebalancingException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened
     * @param cause what led to it
     */
    public StreamsRebalancingException(String message, Throwable cause) {
        super(message, cause);
    }
}
