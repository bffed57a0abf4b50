package io.millrace.streams.errors;

/** A store could not be opened, written, read, committed or closed. The message names the store and the task. */
public class ProcessorStateException extends StreamsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened
     */
    public ProcessorStateException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened
     * @param cause what led to it
     */
    public ProcessorStateException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Makes the exception.
     *
     * @param cause what led to it
     */
    public ProcessorStateException(Throwable cause) {
        super(cause);
    }
}
