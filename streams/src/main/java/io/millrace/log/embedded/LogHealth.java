package io.millrace.log.embedded;

/** How an embedded log is doing. */
public enum LogHealth {
    /** All is well. */
    WORKING,
    /** There is no room on the disk. Commits wait and are written as soon as there is; nothing is lost. */
    DISK_FULL,
    /** A write failed and its outcome is unknown. The log refuses all further use; opening it again recovers. */
    FAILED,
    /** Closed. */
    CLOSED
}
