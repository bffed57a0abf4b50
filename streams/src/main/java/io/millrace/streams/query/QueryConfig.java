package io.millrace.streams.query;

/** How a store is to go about a query. Immutable. */
public class QueryConfig {

    private final boolean collectExecutionInfo;

    /**
     * Makes it.
     *
     * @param collectExecutionInfo whether the store should note in the result how it found the answer
     */
    public QueryConfig(boolean collectExecutionInfo) {
        this.collectExecutionInfo = collectExecutionInfo;
    }

    /** Whether the store should note in the result how it found the answer. */
    public boolean isCollectExecutionInfo() {
        return collectExecutionInfo;
    }
}
