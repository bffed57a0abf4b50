package io.millrace.streams.errors;

/** An internal topic exists with settings that do not fit the topology: for example, another number of partitions. */
public class MisconfiguredInternalTopicException extends StreamsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened
     */
    public MisconfiguredInternalTopicException(String message) {
        super(message);
    }
}
