package io.millrace.testing;

/**
 * A call of the log port, as a {@link FaultPlan} sees it.
 *
 * @param number the first call of a {@link SimulatedLog} has number 1; numbers go on across restarts
 * @param kind what is called
 * @param detail whom it concerns, for people to read
 */
public record PortCall(long number, Kind kind, String detail) {

    /** What is called. */
    public enum Kind {
        /** Topics are listed, made, deleted, purged, or asked for offsets. */
        TOPICS,
        /** A reader or a writer is opened, a group is joined, one of these is closed. */
        LIFECYCLE,
        /** A reader polls. */
        READ,
        /** A member polls. */
        POLL,
        /** A reader's or member's positions are changed or asked for. */
        POSITION,
        /** A transaction is begun, filled or dropped. */
        FILL,
        /** A transaction is committed. */
        COMMIT
    }

    @Override
    public String toString() {
        return "#" + number + " " + kind + " " + detail;
    }
}
