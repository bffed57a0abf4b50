package io.millrace.streams.processor.api;

import org.jspecify.annotations.Nullable;

/**
 * One step of a topology, written by hand: takes records, may keep state, and forwards any number of records.
 *
 * <p>There is one processor object per task, and one thread calls it at a time.
 *
 * @param <KIn> the type of the keys that come in
 * @param <VIn> the type of the values that come in
 * @param <KOut> the type of the keys that go out
 * @param <VOut> the type of the values that go out
 * @see ContextualProcessor
 */
public interface Processor<
        KIn extends @Nullable Object,
        VIn extends @Nullable Object,
        KOut extends @Nullable Object,
        VOut extends @Nullable Object> {

    /**
     * Prepares for records; called once before the first. The place to look up stores and to schedule punctuators. Does
     * nothing unless overridden.
     *
     * @param context valid until {@link #close()}
     */
    default void init(ProcessorContext<KOut, VOut> context) {}

    /**
     * Takes one record. An exception goes to the {@code processing.exception.handler}.
     *
     * @param record the record
     */
    void process(Record<KIn, VIn> record);

    /**
     * Lets go of what {@link #init} took; called once after the last record. Stores are closed by the engine. Does
     * nothing unless overridden.
     */
    default void close() {}
}
