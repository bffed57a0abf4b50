package io.millrace.streams.query;

/**
 * A question to a state store. The ready ones are in this package; a store of your own may answer questions of your own
 * in {@link io.millrace.streams.processor.StateStore#query}.
 *
 * @param <R> what the answer is
 */
public interface Query<R> {}
