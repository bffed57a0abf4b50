package io.millrace.streams.processor;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Where the record under way came from. Given to a {@link TopicNameExtractor} beside the key and the value.
 *
 * <p>Topic, partition and offset are those of the input record that was read from a topic, however many steps ago. They
 * are unknown while a {@link Punctuator} runs and for the records that it forwards. Valid only during the call that
 * received it.
 */
public interface RecordContext {

    /** The topic of the input record, or null when there is none. */
    @Nullable
    String topic();

    /** The partition of the input record, or -1 when there is none. */
    int partition();

    /** The offset of the input record, or -1 when there is none. */
    long offset();

    /** The timestamp of the record under way, in milliseconds since the epoch. */
    long timestamp();

    /** The headers of the record under way; empty when there are none. */
    Headers headers();

    /** The key of the input record as it was read, or null when there is no input record or it had no key. */
    byte @Nullable [] sourceRawKey();

    /** The value of the input record as it was read, or null when there is no input record or it had no value. */
    byte @Nullable [] sourceRawValue();
}
