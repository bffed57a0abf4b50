package io.millrace.streams.processor.api;

import org.jspecify.annotations.Nullable;

/** Where the input record under way was read from; see {@link ProcessingContext#recordMetadata()}. */
public interface RecordMetadata {

    /** The topic, or null while a punctuator or {@code init} runs. */
    @Nullable
    String topic();

    /** The partition, or -1 while a punctuator or {@code init} runs. */
    int partition();

    /** The offset, or -1 while a punctuator or {@code init} runs. */
    long offset();
}
