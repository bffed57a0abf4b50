package io.millrace.streams.errors;

import java.util.List;

/** Internal topics of the application do not exist and may not be made now. */
public class MissingInternalTopicsException extends StreamsException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> topics;

    /**
     * Makes the exception.
     *
     * @param message what happened
     * @param topics the names of the missing topics
     */
    public MissingInternalTopicsException(String message, List<String> topics) {
        super(message);
        this.topics = List.copyOf(topics);
    }

    /** The names of the missing topics; unmodifiable. */
    public List<String> topics() {
        return topics;
    }
}
