package io.millrace.streams.errors;

import io.millrace.streams.processor.TaskId;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Where an error happened: what the three exception handlers get beside the record and the exception. Valid only during
 * the call.
 *
 * <p>Topic, partition, offset, headers and raw bytes are those of the input record that was being worked on, however
 * many steps ago it was read. A punctuator has no input record.
 */
public interface ErrorHandlerContext {

    /** The topic of the input record, or null when there is none. */
    @Nullable
    String topic();

    /** The partition of the input record, or -1 when there is none. */
    int partition();

    /** The offset of the input record, or -1 when there is none. */
    long offset();

    /** The headers of the record that was being worked on; empty when there are none. */
    Headers headers();

    /** The name of the step that failed, or null when the error did not happen in a step. */
    @Nullable
    String processorNodeId();

    /** The task in which it happened. */
    TaskId taskId();

    /**
     * The timestamp of the record that was being worked on, in milliseconds since the epoch; negative when it has none.
     */
    long timestamp();

    /** The key of the input record as it was read, or null when there is no input record or it had no key. */
    byte @Nullable [] sourceRawKey();

    /** The value of the input record as it was read, or null when there is no input record or it had no value. */
    byte @Nullable [] sourceRawValue();
}
