package io.millrace.streams.errors;

/**
 * No broker could be reached. Kept for programs that catch it; it is not thrown any more.
 *
 * @deprecated the clients try again instead
 */
@Deprecated
public class BrokerNotFoundException extends StreamsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened
     */
    public BrokerNotFoundException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message what happened
     * @param throwable what led to it
     */
    public BrokerNotFoundException(String message, Throwable throwable) {
        super(message, throwable);
    }

    /**
     * Makes the exception.
     *
     * @param throwable what led to it
     */
    public BrokerNotFoundException(Throwable throwable) {
        super(throwable);
    }
}
