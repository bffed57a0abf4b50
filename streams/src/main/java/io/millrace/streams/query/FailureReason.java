package io.millrace.streams.query;

/** Why a partition of a store has not answered a query. */
public enum FailureReason {

    /** The store does not know this kind of query. */
    UNKNOWN_QUERY_TYPE,

    /**
     * The request asked for active tasks only ({@link StateQueryRequest#requireActive()}), and the partition is a
     * standby here or not at work yet. Try again, or ask another instance.
     */
    NOT_ACTIVE,

    /** The partition has not got as far as the request's {@link PositionBound}. Try again, or ask another replica. */
    NOT_UP_TO_BOUND,

    /** This instance does not hold the partition. Find the instance that does and ask it. */
    NOT_PRESENT,

    /** The store has no such partition at all. */
    DOES_NOT_EXIST,

    /** The store failed while it answered; the message says how. */
    STORE_EXCEPTION
}
