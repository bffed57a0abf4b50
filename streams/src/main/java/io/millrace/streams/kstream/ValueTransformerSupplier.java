package io.millrace.streams.kstream;

import io.millrace.streams.processor.ConnectedStoreProvider;

/**
 * Makes {@link ValueTransformer}s.
 *
 * @param <V> value type before
 * @param <VR> value type after
 * @deprecated nothing takes it any more; use {@link ValueTransformerWithKeySupplier} on tables, and
 *     {@link io.millrace.streams.processor.api.FixedKeyProcessorSupplier} on streams
 */
@Deprecated
public interface ValueTransformerSupplier<V, VR> extends ConnectedStoreProvider {

    /**
     * Makes a new transformer.
     *
     * @return a transformer that nobody else uses
     */
    ValueTransformer<V, VR> get();
}
