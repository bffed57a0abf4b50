package io.millrace.log;

/** How far a reader reads. */
public enum Isolation {
    /** Only what is committed and durable. */
    COMMITTED,
    /** Everything, also records whose transaction may still be aborted. */
    UNCOMMITTED
}
