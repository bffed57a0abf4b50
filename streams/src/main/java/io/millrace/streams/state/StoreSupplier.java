package io.millrace.streams.state;

import io.millrace.streams.processor.StateStore;

/**
 * Makes stores of bytes, one for each partition.
 *
 * @param <T> kind of store
 * @see Stores
 */
public interface StoreSupplier<T extends StateStore> {

    /**
     * Name of the store.
     *
     * @return the name
     */
    String name();

    /**
     * Makes a store. Called by several threads; every call must return a new one.
     *
     * @return the store, not open yet
     */
    T get();

    /**
     * What the kind of store is called in metrics.
     *
     * @return a word such as {@code rocksdb}
     */
    String metricsScope();
}
