package io.millrace.testing;

/** What goes wrong at a call of the log port. A fault that means nothing for a call does nothing. */
public enum Fault {
    /** Nothing goes wrong. */
    NONE,
    /**
     * The process dies: the call and all later ones throw {@link SimulatedCrash}. A commit is then under way, and
     * {@link FaultPlan#keptAtCrash} decides its fate; any other call has had no effect.
     */
    CRASH,
    /** A commit fails and nothing of it is written. */
    ABORT,
    /** The seat or the writer's id is given away, as if a newer one had come. At a commit or at a member's poll. */
    FENCE,
    /** A commit is made durable but its writer is only told that the outcome is not known. */
    LOSE_RESPONSE,
    /** A commit takes {@link FaultPlan#delayCalls} calls of the port to become durable. */
    DELAY
}
