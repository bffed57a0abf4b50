package io.millrace.streams.errors;

/** A store was asked for before the application was started. Call start() first. */
public class StreamsNotStartedException extends InvalidStateStoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened
     */
    public StreamsNotStartedException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened
     * @param cause what led to it
     */
    public StreamsNotStartedException(String message, Throwable cause) {
        super(message, cause);
    }
}
