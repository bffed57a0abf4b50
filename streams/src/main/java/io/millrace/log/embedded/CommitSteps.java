package io.millrace.log.embedded;

/**
 * Hears of every step on the way of a commit. For tests that stop the process exactly there; in production nobody
 * listens. Called by the thread that takes the step, never under the gate.
 */
@FunctionalInterface
public interface CommitSteps {

    /** Nobody listens. */
    CommitSteps IGNORED = step -> {};

    /** The log has come this far. */
    void reached(Step step);

    /** The steps. */
    enum Step {
        /** A transaction has its offsets and is in the queue; nothing of it is on disk. On the committing thread. */
        SUBMITTED,
        /** The committer has taken what was in the queue. */
        TAKEN,
        /** The batch is complete and is about to be written and synced. */
        BEFORE_WRITE,
        /** The batch is durable; nobody has been told. */
        AFTER_WRITE,
        /** Durable ends have moved, readers see the records; the futures are not done. */
        VISIBLE,
        /** The futures are done. */
        AFTER_COMPLETION,
        /** Purge, retention or compaction is about to be written. */
        BEFORE_MAINTENANCE_WRITE,
        /** Purge, retention or compaction is written. */
        AFTER_MAINTENANCE_WRITE
    }
}
