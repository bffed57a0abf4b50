package io.millrace.streams.kstream;

import io.millrace.streams.processor.ConnectedStoreProvider;
import java.util.function.Supplier;

/**
 * Makes {@link Transformer}s.
 *
 * @param <K> key type
 * @param <V> value type
 * @param <R> what records are turned into
 * @deprecated nothing takes it any more; use {@link io.millrace.streams.processor.api.ProcessorSupplier}
 */
@Deprecated
public interface TransformerSupplier<K, V, R> extends ConnectedStoreProvider, Supplier<Transformer<K, V, R>> {

    /**
     * Makes a new transformer.
     *
     * @return a transformer that nobody else uses
     */
    @Override
    Transformer<K, V, R> get();
}
