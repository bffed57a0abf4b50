package io.millrace.streams.processor.api;

import io.millrace.streams.state.StoreBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ProcessorWrapper#asWrapped} returns: the given supplier under the type that wrappers must return.
 * Immutable.
 */
record PassThroughProcessorSupplier<
                KIn extends @Nullable Object,
                VIn extends @Nullable Object,
                KOut extends @Nullable Object,
                VOut extends @Nullable Object>(
        ProcessorSupplier<KIn, VIn, KOut, VOut> supplier) implements WrappedProcessorSupplier<KIn, VIn, KOut, VOut> {

    @Override
    public Processor<KIn, VIn, KOut, VOut> get() {
        return supplier.get();
    }

    @Override
    public @Nullable Set<StoreBuilder<?>> stores() {
        return supplier.stores();
    }
}
