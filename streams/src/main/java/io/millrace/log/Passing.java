package io.millrace.log;

import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells failures that pass, when a worker takes a new seat and begins again from what is committed. Stateless. */
public final class Passing {

    private Passing() {}

    /**
     * A lost place in the group, a commit without an answer, brokers that do not answer, a record that was refused and
     * will be met again. Nothing of the user's is among them. Members with another protocol pass too: Kafka Streams
     * does not leave its group when it is closed, and is a member of it until its session times out.
     */
    public static boolean isPassing(Throwable failure) {
        if (failure instanceof FencedException
                || failure instanceof OutcomeUnknownException
                || failure instanceof RefusedException) {
            return true;
        }
        if (failure instanceof LogException) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof RetriableException || cause instanceof InconsistentGroupProtocolException) {
                    return true;
                }
            }
        }
        return false;
    }
}
