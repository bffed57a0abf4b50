package io.millrace.engine.operator;

/**
 * How long changes wait in a suppressed table, and how many may.
 *
 * @param waitMs how long, in event time
 * @param untilWindowEnd whether that begins at the end of the key's window; else at the time of the key's first change.
 *     Then nothing of the key went on before, so deletions go nowhere
 * @param maxRecords at most so many
 * @param maxBytes of at most so many bytes
 * @param emitsEarly whether the first ones go on when it is more; else it is an error
 */
public record SuppressLimits(long waitMs, boolean untilWindowEnd, long maxRecords, long maxBytes, boolean emitsEarly) {}
