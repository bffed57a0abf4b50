package io.millrace.streams.errors;

/**
 * A topology was named that the application does not have. Kept for programs that catch it; this application has one
 * topology, without a name.
 */
public class UnknownTopologyException extends StreamsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what was to be done
     * @param namedTopology the name that is unknown
     */
    public UnknownTopologyException(String message, String namedTopology) {
        super(message + ": no topology named " + namedTopology);
    }

    /**
     * Makes the exception.
     *
     * @param message what was to be done
     * @param throwable what led to it
     * @param namedTopology the name that is unknown
     */
    public UnknownTopologyException(String message, Throwable throwable, String namedTopology) {
        super(message + ": no topology named " + namedTopology, throwable);
    }
}
