package io.millrace.streams.query;

import io.millrace.streams.processor.StateStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one partition of a store answered: a result, or the reason why there is none. Belongs to whoever asked.
 *
 * @param <R> what the answer is
 */
public interface QueryResult<R> {

    /**
     * An answer.
     *
     * @param result what was found; null when the store holds nothing of the kind
     */
    static <R> QueryResult<R> forResult(@Nullable R result) {
        return new Answer<>(result, null, "");
    }

    /**
     * No answer.
     *
     * @param failureReason why
     * @param failureMessage the same for people to read
     */
    static <R> QueryResult<R> forFailure(FailureReason failureReason, String failureMessage) {
        return new Answer<>(null, failureReason, failureMessage);
    }

    /**
     * No answer, because the store does not know this kind of query.
     *
     * @param query what was asked
     * @param store which store
     */
    static <R> QueryResult<R> forUnknownQueryType(Query<R> query, StateStore store) {
        return forFailure(
                FailureReason.UNKNOWN_QUERY_TYPE,
                "store " + store.name() + " (" + store.getClass().getName() + ") cannot answer a "
                        + query.getClass().getName() + " (expected: a query that fits this kind of store)");
    }

    /**
     * No answer, because the store has not got as far as it must.
     *
     * @param currentPosition how far it has got
     * @param positionBound how far it must have got
     * @param partition which partition; null for one that has not been opened yet
     */
    static <R> QueryResult<R> notUpToBound(
            Position currentPosition, PositionBound positionBound, @Nullable Integer partition) {
        String where = partition == null
                ? "the store has not been opened yet"
                : "partition " + partition + " is at " + currentPosition;
        return forFailure(
                FailureReason.NOT_UP_TO_BOUND,
                where + " (expected: at least " + positionBound.position() + "; try again, or ask another replica)");
    }

    /**
     * Adds a note on how the answer was found.
     *
     * @param message the note
     */
    void addExecutionInfo(String message);

    /**
     * Says how far the store had got.
     *
     * @param position at least this far
     */
    void setPosition(Position position);

    /** Whether there is an answer. */
    boolean isSuccess();

    /** Whether there is none. */
    boolean isFailure();

    /** Notes on how the answer was found; empty unless the request asked for them. */
    List<String> getExecutionInfo();

    /** How far the store had got at least; null where it could not say. */
    @Nullable
    Position getPosition();

    /**
     * Why there is no answer.
     *
     * @throws IllegalArgumentException if there is one
     */
    FailureReason getFailureReason();

    /**
     * Why there is no answer, for people to read.
     *
     * @throws IllegalArgumentException if there is one
     */
    String getFailureMessage();

    /**
     * The answer.
     *
     * @return null when the store holds nothing of the kind
     * @throws IllegalArgumentException if there is none; the message says why
     */
    @Nullable
    R getResult();
}
