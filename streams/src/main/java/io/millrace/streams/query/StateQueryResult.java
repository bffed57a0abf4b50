package io.millrace.streams.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the partitions of a store answered. Belongs to whoever asked.
 *
 * @param <R> what an answer is
 */
public class StateQueryResult<R> {

    private final Map<Integer, QueryResult<R>> partitionResults = new HashMap<>();
    private @Nullable QueryResult<R> globalResult;

    /** A result without any answer yet. */
    public StateQueryResult() {}

    /**
     * Takes the answer of a global store.
     *
     * @param r the answer
     */
    public void setGlobalResult(QueryResult<R> r) {
        globalResult = r;
    }

    /**
     * Takes the answer of a partition.
     *
     * @param partition its number
     * @param r the answer
     */
    public void addResult(int partition, QueryResult<R> r) {
        partitionResults.put(partition, r);
    }

    /** The answers by partition; empty for a global store. */
    public Map<Integer, QueryResult<R>> getPartitionResults() {
        return partitionResults;
    }

    /**
     * The one answer that found something, for queries that at most one partition can answer, such as a
     * {@link KeyQuery}. Failures and empty answers are passed over.
     *
     * @return null when no partition found anything
     * @throws IllegalArgumentException if several partitions found something
     */
    public @Nullable QueryResult<R> getOnlyPartitionResult() {
        List<QueryResult<R>> found = partitionResults.values().stream()
                .filter(result -> result.isSuccess() && result.getResult() != null)
                .toList();
        if (found.size() > 1) {
            throw new IllegalArgumentException(found.size() + " partitions of " + partitionResults.keySet()
                    + " found something (expected: at most one; use getPartitionResults)");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    /** The answer of a global store; null for a store that is not global. */
    public @Nullable QueryResult<R> getGlobalResult() {
        return globalResult;
    }

    /** How far the partitions that answered had got, all in one position. */
    public @Nullable Position getPosition() {
        if (globalResult != null) {
            return globalResult.getPosition();
        }
        Position position = Position.emptyPosition();
        partitionResults.values().forEach(result -> position.merge(result.getPosition()));
        return position;
    }

    @Override
    public String toString() {
        return "StateQueryResult{partitionResults=" + partitionResults + ", globalResult=" + globalResult + "}";
    }
}
