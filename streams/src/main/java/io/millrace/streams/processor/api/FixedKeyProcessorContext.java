package io.millrace.streams.processor.api;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link FixedKeyProcessor} may ask of the task that runs it, and the way to pass records on.
 *
 * @param <KForward> the type of the keys, which stay as they are
 * @param <VForward> the type of the values that may be forwarded
 */
public interface FixedKeyProcessorContext<KForward extends @Nullable Object, VForward extends @Nullable Object>
        extends ProcessingContext {

    /**
     * Passes a record to all steps after this one. They have finished with it when the method returns. The record is
     * passed as it is; see {@link ProcessorContext#forward(Record)} for what that means for headers.
     *
     * @param record the record
     * @param <K> the type of its key
     * @param <V> the type of its value
     */
    <K extends KForward, V extends VForward> void forward(FixedKeyRecord<K, V> record);

    /**
     * Passes a record to one of the steps after this one, like {@link #forward(FixedKeyRecord)}.
     *
     * @param record the record
     * @param childName the name of the step
     * @param <K> the type of its key
     * @param <V> the type of its value
     */
    <K extends KForward, V extends VForward> void forward(FixedKeyRecord<K, V> record, String childName);
}
