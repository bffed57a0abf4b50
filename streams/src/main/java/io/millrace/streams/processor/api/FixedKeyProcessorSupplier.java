package io.millrace.streams.processor.api;

import io.millrace.streams.processor.ConnectedStoreProvider;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the fixed-key processors of one step of a topology: one for each task. May also bring the stores that they
 * need, see {@link ConnectedStoreProvider}.
 *
 * @param <KIn> the type of the keys, in and out
 * @param <VIn> the type of the values that come in
 * @param <VOut> the type of the values that go out
 */
@FunctionalInterface
public interface FixedKeyProcessorSupplier<
                KIn extends @Nullable Object, VIn extends @Nullable Object, VOut extends @Nullable Object>
        extends ConnectedStoreProvider, Supplier<FixedKeyProcessor<KIn, VIn, VOut>> {

    /**
     * Makes a new processor. Must not return the same object twice: tasks run on several threads.
     *
     * @return a processor that nobody else uses
     */
    @Override
    FixedKeyProcessor<KIn, VIn, VOut> get();
}
