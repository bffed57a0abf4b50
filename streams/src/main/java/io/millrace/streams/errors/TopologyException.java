package io.millrace.streams.errors;

import org.jspecify.annotations.Nullable;

/**
 * The topology cannot work as it was put together: a name is used twice, a step is missing, partitions do not fit.
 * Raised while the topology is built or when the application is made; the program must be changed.
 */
public class TopologyException extends StreamsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what is wrong; it is put after "Invalid topology"
     */
    public TopologyException(@Nullable String message) {
        super(prefixed(message));
    }

    /**
     * Makes the exception.
     *
     * @param message what is wrong; it is put after "Invalid topology"
     * @param cause what led to it
     */
    public TopologyException(@Nullable String message, @Nullable Throwable cause) {
        super(prefixed(message), cause);
    }

    /**
     * Makes the exception.
     *
     * @param cause what led to it
     */
    public TopologyException(Throwable cause) {
        super(cause);
    }

    private static String prefixed(@Nullable String message) {
        return message == null ? "Invalid topology" : "Invalid topology: " + message;
    }
}
