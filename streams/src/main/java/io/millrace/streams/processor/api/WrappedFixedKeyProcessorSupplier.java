package io.millrace.streams.processor.api;

import org.jspecify.annotations.Nullable;

/**
 * A fixed-key supplier that has been through a {@link ProcessorWrapper}. A type of its own, so that the wrapper cannot
 * return by mistake what it was given; {@link ProcessorWrapper#asWrappedFixedKey} turns any supplier into one.
 *
 * @param <KIn> the type of the keys, in and out
 * @param <VIn> the type of the values that come in
 * @param <VOut> the type of the values that go out
 */
public interface WrappedFixedKeyProcessorSupplier<
                KIn extends @Nullable Object, VIn extends @Nullable Object, VOut extends @Nullable Object>
        extends FixedKeyProcessorSupplier<KIn, VIn, VOut> {}
