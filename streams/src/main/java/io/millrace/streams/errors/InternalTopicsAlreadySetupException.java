package io.millrace.streams.errors;

/** Internal topics were to be made, but they all exist already. */
public class InternalTopicsAlreadySetupException extends StreamsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened
     */
    public InternalTopicsAlreadySetupException(String message) {
        super(message);
    }
}
