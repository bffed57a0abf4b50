package io.millrace.streams.processor.api;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Processor} may ask of the task that runs it, and the way to pass records on.
 *
 * @param <KForward> the type of the keys that may be forwarded
 * @param <VForward> the type of the values that may be forwarded
 */
public interface ProcessorContext<KForward extends @Nullable Object, VForward extends @Nullable Object>
        extends ProcessingContext {

    /**
     * Passes a record to all steps after this one. They have finished with it when the method returns.
     *
     * <p>The record is passed as it is, not copied. Keys, values and {@link Record#headers() headers} that are changed
     * in place therefore change for every step that sees the record; make a copy with one of the {@code with...}
     * methods before changing headers.
     *
     * @param record the record
     * @param <K> the type of its key
     * @param <V> the type of its value
     */
    <K extends KForward, V extends VForward> void forward(Record<K, V> record);

    /**
     * Passes a record to one of the steps after this one, like {@link #forward(Record)}.
     *
     * @param record the record
     * @param childName the name of the step
     * @param <K> the type of its key
     * @param <V> the type of its value
     */
    <K extends KForward, V extends VForward> void forward(Record<K, V> record, String childName);
}
