package io.millrace.streams.query;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which store is asked what, of which partitions, and on which conditions. Immutable: every {@code with} method makes
 * another one.
 *
 * @param <R> what an answer is
 */
public class StateQueryRequest<R> {

    private final String storeName;
    private final Query<R> query;
    private final @Nullable Set<Integer> partitions;
    private final PositionBound positionBound;
    private final boolean executionInfo;
    private final boolean active;

    private StateQueryRequest(
            String storeName,
            Query<R> query,
            @Nullable Set<Integer> partitions,
            PositionBound positionBound,
            boolean executionInfo,
            boolean active) {
        this.storeName = storeName;
        this.query = query;
        this.partitions = partitions;
        this.positionBound = positionBound;
        this.executionInfo = executionInfo;
        this.active = active;
    }

    /**
     * Begins a request.
     *
     * @param name the store's name
     */
    public static InStore inStore(String name) {
        return new InStore(requireNonNull(name, "name"));
    }

    /** A request that still lacks its query. */
    public static class InStore {

        private final String name;

        private InStore(String name) {
            this.name = name;
        }

        /**
         * Asks all partitions that the instance holds, active or standby, however far they have got.
         *
         * @param query what is asked
         * @param <R> what an answer is
         */
        public <R> StateQueryRequest<R> withQuery(Query<R> query) {
            return new StateQueryRequest<>(
                    name, requireNonNull(query, "query"), null, PositionBound.unbounded(), false, false);
        }
    }

    /**
     * Only partitions answer that have got at least this far; the others fail with
     * {@link FailureReason#NOT_UP_TO_BOUND}.
     *
     * @param positionBound how far
     */
    public StateQueryRequest<R> withPositionBound(PositionBound positionBound) {
        return new StateQueryRequest<>(
                storeName, query, partitions, requireNonNull(positionBound, "positionBound"), executionInfo, active);
    }

    /** Asks all partitions that the instance holds, which is the default. */
    public StateQueryRequest<R> withAllPartitions() {
        return new StateQueryRequest<>(storeName, query, null, positionBound, executionInfo, active);
    }

    /**
     * Asks only some partitions; those of them that the instance does not hold fail with
     * {@link FailureReason#NOT_PRESENT}.
     *
     * @param partitions their numbers
     */
    public StateQueryRequest<R> withPartitions(Set<Integer> partitions) {
        return new StateQueryRequest<>(storeName, query, Set.copyOf(partitions), positionBound, executionInfo, active);
    }

    /** Has notes taken on how the answers were found. */
    public StateQueryRequest<R> enableExecutionInfo() {
        return new StateQueryRequest<>(storeName, query, partitions, positionBound, true, active);
    }

    /** Lets only active, running partitions answer; others fail with {@link FailureReason#NOT_ACTIVE}. */
    public StateQueryRequest<R> requireActive() {
        return new StateQueryRequest<>(storeName, query, partitions, positionBound, executionInfo, true);
    }

    /** The store's name. */
    public String getStoreName() {
        return storeName;
    }

    /** How far a partition must have got. */
    public PositionBound getPositionBound() {
        return positionBound;
    }

    /** What is asked. */
    public Query<R> getQuery() {
        return query;
    }

    /** Whether all partitions that the instance holds are asked. */
    public boolean isAllPartitions() {
        return partitions == null;
    }

    /**
     * The partitions that are asked.
     *
     * @throws IllegalStateException if all are asked
     */
    public Set<Integer> getPartitions() {
        return Optional.ofNullable(partitions)
                .orElseThrow(() -> new IllegalStateException(
                        "the request asks all partitions (expected: withPartitions; see isAllPartitions)"));
    }

    /** Whether notes are taken on how the answers were found. */
    public boolean executionInfoEnabled() {
        return executionInfo;
    }

    /** Whether only active partitions may answer. */
    public boolean isRequireActive() {
        return active;
    }
}
