package io.millrace.streams.processor.api;

import org.jspecify.annotations.Nullable;

/**
 * A supplier that has been through a {@link ProcessorWrapper}. A type of its own, so that the wrapper cannot return by
 * mistake what it was given; {@link ProcessorWrapper#asWrapped} turns any supplier into one.
 *
 * @param <KIn> the type of the keys that come in
 * @param <VIn> the type of the values that come in
 * @param <KOut> the type of the keys that go out
 * @param <VOut> the type of the values that go out
 */
public interface WrappedProcessorSupplier<
                KIn extends @Nullable Object,
                VIn extends @Nullable Object,
                KOut extends @Nullable Object,
                VOut extends @Nullable Object>
        extends ProcessorSupplier<KIn, VIn, KOut, VOut> {}
