package io.millrace.log;

/**
 * What becomes of a member's place in its group when the member ends. Only groups with sessions tell the difference.
 */
public enum Departure {

    /** A member that has a name of its own, which it will come back under, keeps its place; any other gives it up. */
    AS_NAMED,

    /** The place is given up: its tasks go to others at once. */
    LEAVE,

    /** The place is kept until the session times out, so that a quick restart moves nothing. */
    REMAIN
}
