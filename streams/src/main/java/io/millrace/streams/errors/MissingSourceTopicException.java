package io.millrace.streams.errors;

/**
 * An input topic of the topology does not exist, or was deleted while the application ran. Make the topic and start the
 * application again.
 */
public class MissingSourceTopicException extends StreamsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened
     */
    public MissingSourceTopicException(String message) {
        super(message);
    }
}
