package io.millrace.log.clients;

/** Who commits what a producer has collected, and calls its callbacks. */
public enum SendThread {
    /** A thread of the producer's own, as in Kafka. */
    OWN,
    /**
     * The thread that calls the producer: every send is committed at once. For simulations, which have one thread. On a
     * log with threads of its own, callbacks must not send.
     */
    CALLERS
}
