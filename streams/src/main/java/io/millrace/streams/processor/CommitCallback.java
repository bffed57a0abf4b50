package io.millrace.streams.processor;

import java.io.IOException;

/**
 * Called for a store each time the task that holds it has been committed. A store registers it with
 * {@link StateStoreContext#register(StateStore, StateRestoreCallback, CommitCallback)} when it keeps something beside
 * its data that must be saved at a consistent point.
 */
@FunctionalInterface
public interface CommitCallback {

    /**
     * Saves what belongs to the state that has just been committed. Runs on the thread of the task.
     *
     * @throws IOException when it could not be saved; the task fails with it
     */
    void onCommit() throws IOException;
}
