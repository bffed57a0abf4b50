package io.millrace.log;

/**
 * A commit failed because the log refused a record of it for what the record is. Nothing of the transaction is durable.
 * The log remembers the record: whoever begins again from what is committed, and adds it again, is told then, when it
 * can still be left out.
 */
public final class RefusedException extends LogException {

    private static final long serialVersionUID = 1L;

    /** With the log's reason. */
    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
