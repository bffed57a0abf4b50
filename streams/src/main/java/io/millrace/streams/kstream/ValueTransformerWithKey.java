package io.millrace.streams.kstream;

import io.millrace.streams.processor.ProcessorContext;
import org.jspecify.annotations.NullUnmarked;

/**
 * Gives each entry of a table a new value, with stores and punctuators at hand: what
 * {@link KTable#transformValues(ValueTransformerWithKeySupplier, String...)} runs. One object serves one task, and is
 * used by one thread at a time.
 *
 * @param <K> key type
 * @param <V> value type before
 * @param <VR> value type after
 * @see ValueMapperWithKey
 */
@NullUnmarked
public interface ValueTransformerWithKey<K, V, VR> {

    /**
     * Called once, before any other method.
     *
     * @param context the task at work; its {@code forward} throws, since only the returned value goes on
     */
    void init(ProcessorContext context);

    /**
     * Computes the new value of an entry. It may be asked about values that were replaced, too, where a later step
     * needs old values, and for any key that a join looks up; so the answer must depend on nothing but key, value and
     * stores.
     *
     * @param readOnlyKey the key; must not be changed
     * @param value the value; {@code null} for a deletion, or for a key that the table does not have
     * @return the new value; {@code null} deletes the entry from the result
     */
    VR transform(K readOnlyKey, V value);

    /** Called once, when the task is given up. Stores are closed by the task, not here. */
    void close();
}
