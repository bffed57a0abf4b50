package io.millrace.streams.kstream;

import io.millrace.streams.processor.ConnectedStoreProvider;
import java.util.function.Supplier;

/**
 * Makes the transformers of {@link KTable#transformValues(ValueTransformerWithKeySupplier, String...)}: one for each
 * task, and one more for each step of the task that reads the result where no store keeps it.
 *
 * @param <K> key type
 * @param <V> value type before
 * @param <VR> value type after
 */
@FunctionalInterface
public interface ValueTransformerWithKeySupplier<K, V, VR>
        extends ConnectedStoreProvider, Supplier<ValueTransformerWithKey<K, V, VR>> {

    /**
     * Makes a new transformer. Must not return the same object twice: tasks run on several threads.
     *
     * @return a transformer that nobody else uses
     */
    @Override
    ValueTransformerWithKey<K, V, VR> get();
}
