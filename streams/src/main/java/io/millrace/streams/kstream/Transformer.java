package io.millrace.streams.kstream;

import io.millrace.streams.processor.ProcessorContext;
import org.jspecify.annotations.NullUnmarked;

/**
 * Turns a record into something else.
 *
 * @param <K> key type
 * @param <V> value type
 * @param <R> what it is turned into, a {@link io.millrace.streams.KeyValue} as a rule
 * @deprecated nothing takes it any more; it is here for programs that mention it. Use
 *     {@link io.millrace.streams.processor.api.Processor}
 */
@Deprecated
@NullUnmarked
public interface Transformer<K, V, R> {

    /**
     * Called once, before any other method.
     *
     * @param context the task at work
     */
    void init(ProcessorContext context);

    /**
     * Computes the result for a record.
     *
     * @param key the key
     * @param value the value
     * @return the result; {@code null} for none
     */
    R transform(K key, V value);

    /** Called once, at the end. */
    void close();
}
