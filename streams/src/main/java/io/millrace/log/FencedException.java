package io.millrace.log;

/** Another writer or member has taken the caller's place; what the caller had open is aborted. */
public final class FencedException extends LogException {

    private static final long serialVersionUID = 1L;

    /** With a message that names the place that was taken. */
    public FencedException(String message) {
        super(message);
    }
}
