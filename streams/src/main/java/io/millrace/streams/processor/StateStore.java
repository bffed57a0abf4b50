package io.millrace.streams.processor;

import io.millrace.streams.processor.api.ProcessingContext;
import io.millrace.streams.query.Position;
import io.millrace.streams.query.PositionBound;
import io.millrace.streams.query.Query;
import io.millrace.streams.query.QueryConfig;
import io.millrace.streams.query.QueryResult;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What every store of a task is, whatever it holds: it has a name, is opened once, takes part in commits and is closed.
 * How it is read and written is the matter of the subtypes, such as {@code KeyValueStore}.
 *
 * <p>You implement it only for a store of your own kind; the stores of {@code Stores} are ready. A store object belongs
 * to one task and is used by the thread that owns the task. Queries from other threads see it through read-only
 * interfaces.
 *
 * <p>A store of your own that writes files keeps them in a folder named after the store, below
 * {@link StateStoreContext#stateDir()}. What it throws fails the task.
 */
public interface StateStore {

    /** The name of the store, unique in the topology. It also names the changelog. */
    String name();

    /**
     * Opens the store. An implementation registers itself with {@link StateStoreContext#register(StateStore,
     * StateRestoreCallback)}, giving {@code root} as the store.
     *
     * @param stateStoreContext the task that the store is opened for
     * @param root the outermost store when stores wrap each other, otherwise this store
     */
    void init(StateStoreContext stateStoreContext, StateStore root);

    /**
     * Writes out whatever the store still holds in memory.
     *
     * @deprecated a store writes out what it holds in {@link #commit(Map)}; a processor asks for a commit with
     *     {@link ProcessingContext#commit()}
     */
    @Deprecated
    default void flush() {}

    /**
     * Makes all writes so far durable, together with the changelog offsets that they correspond to, and, where the
     * storage can do it, all of it at once or nothing. Called by the engine at a commit; a processor must not call it
     * and asks for a commit with {@link ProcessingContext#commit()} instead.
     *
     * <p>A store that does not manage offsets ignores them. Unless overridden, it only calls {@link #flush()}.
     *
     * @param changelogOffsets for each changelog partition of the store, the offset up to which the store now agrees
     *     with it. A partition with a null offset loses its recorded offset; an empty map removes all recorded offsets.
     */
    default void commit(Map<TopicPartition, @Nullable Long> changelogOffsets) {
        flush();
    }

    /**
     * The offset that the last {@link #commit(Map)} recorded for a changelog partition.
     *
     * @param partition a changelog partition of the store
     * @return the offset, or null when none is recorded or the store does not manage offsets (the default)
     */
    default @Nullable Long committedOffset(TopicPartition partition) {
        return null;
    }

    /** Closes the store and lets go of its resources. May be called more than once. Called by the engine only. */
    void close();

    /** Whether the content is still there after a restart of the process. */
    boolean persistent();

    /**
     * Whether the store keeps the offsets given to {@link #commit(Map)} itself, so that they can never disagree with
     * its content after a crash. False unless overridden.
     *
     * @deprecated new stores keep their offsets and answer true; the question will go away
     */
    @Deprecated
    default boolean managesOffsets() {
        return false;
    }

    /** Whether the store has been opened and not yet closed. */
    boolean isOpen();

    /**
     * Answers a query. Unless overridden, no query is known: the result fails with
     * {@link io.millrace.streams.query.FailureReason#UNKNOWN_QUERY_TYPE}. Queries from outside reach a store of your
     * own on the thread of whoever asks, so an implementation has to be safe for that.
     *
     * @param query what is asked
     * @param positionBound how far the store must have got to answer
     * @param config how to go about it
     * @param <R> what the answer is
     */
    default <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config) {
        return QueryResult.forUnknownQueryType(query, this);
    }

    /**
     * How far the store has got in the topics that it is made from.
     *
     * @throws UnsupportedOperationException unless overridden
     */
    default Position getPosition() {
        throw new UnsupportedOperationException("store " + name() + " ("
                + getClass().getName() + ") does not know its position (expected: a store that overrides getPosition)");
    }
}
