package io.millrace.log;

/** Opens transactions. One thread at a time. */
public interface Writer extends AutoCloseable {

    /**
     * Opens the next transaction. One may be filled while those before it are still being committed; they become
     * visible and durable in the order in which they were committed.
     */
    Transaction begin();

    /** Waits until every commit that is under way has completed, one way or the other. */
    void drain();

    /** Aborts what is open. Commits that are under way are waited for. */
    @Override
    void close();
}
