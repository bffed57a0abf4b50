package io.millrace.log;

/**
 * A commit went unanswered: all of the transaction is durable, or nothing of it. Whoever gets this takes a new seat (or
 * a new writer), which fences the old one, and goes on from what the log then says is committed. Trying the same
 * transaction again could double it.
 */
public final class OutcomeUnknownException extends LogException {

    private static final long serialVersionUID = 1L;

    /** With a message that names the writer. */
    public OutcomeUnknownException(String message) {
        super(message);
    }
}
