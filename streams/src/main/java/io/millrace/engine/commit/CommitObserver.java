package io.millrace.engine.commit;

/** Sees each step of a commit, so that a test can stop the process exactly there. Called by the worker. */
public interface CommitObserver {

    /** Sees nothing. */
    CommitObserver NONE = step -> {};

    /** A step has been done. */
    void after(Step step);

    /** The steps of a commit, in order. */
    enum Step {
        /** Nothing has been done yet. */
        DUE,
        /** What stores held back has been forwarded. */
        EMITTED,
        /** State and offsets have been added to the transaction. */
        PREPARED,
        /** The log has taken the transaction. */
        SUBMITTED,
        /** The log has said that the transaction is durable. */
        DURABLE,
        /** The stores know that their changes are committed. */
        APPLIED
    }
}
