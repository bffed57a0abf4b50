package io.millrace.streams.processor.api;

import io.millrace.streams.state.StoreBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ProcessorWrapper#asWrappedFixedKey} returns: the given supplier under the type that wrappers must return.
 */
record PassThroughFixedKeyProcessorSupplier<
                KIn extends @Nullable Object, VIn extends @Nullable Object, VOut extends @Nullable Object>(
        FixedKeyProcessorSupplier<KIn, VIn, VOut> supplier)
        implements WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> {

    @Override
    public FixedKeyProcessor<KIn, VIn, VOut> get() {
        return supplier.get();
    }

    @Override
    public @Nullable Set<StoreBuilder<?>> stores() {
        return supplier.stores();
    }
}
