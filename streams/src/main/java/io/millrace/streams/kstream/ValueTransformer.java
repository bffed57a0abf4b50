package io.millrace.streams.kstream;

import io.millrace.streams.processor.ProcessorContext;
import org.jspecify.annotations.NullUnmarked;

/**
 * What {@link ValueTransformerWithKey} is, without the key.
 *
 * @param <V> value type before
 * @param <VR> value type after
 * @deprecated nothing takes it any more; it is here for programs that mention it. Use {@link ValueTransformerWithKey}
 *     on tables, and {@link io.millrace.streams.processor.api.FixedKeyProcessor} on streams
 */
@Deprecated
@NullUnmarked
public interface ValueTransformer<V, VR> {

    /**
     * Called once, before any other method.
     *
     * @param context the task at work
     */
    void init(ProcessorContext context);

    /**
     * Computes the new value.
     *
     * @param value the value
     * @return the new value
     */
    VR transform(V value);

    /** Called once, at the end. */
    void close();
}
