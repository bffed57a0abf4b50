package io.millrace.streams.errors;

/** A store was asked for after the application was closed or has failed. Make and start a new one. */
public class StreamsStoppedException extends InvalidStateStoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened
     */
    public StreamsStoppedException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened
     * @param cause what led to it
     */
    public StreamsStoppedException(String message, Throwable cause) {
        super(message, cause);
    }
}
