package io.millrace.streams.state;

import io.millrace.streams.processor.StateStore;
import io.millrace.streams.state.internals.StateStoreProvider;

/**
 * As what a store is read from outside: {@link QueryableStoreTypes} has one for each kind of store. Implement it to
 * have stores of your own read. Stateless.
 *
 * @param <T> what the reader gets
 */
public interface QueryableStoreType<T> {

    /**
     * Whether a store can be read as this.
     *
     * @param stateStore one partition of the store
     */
    boolean accepts(StateStore stateStore);

    /**
     * Makes the reading of all partitions together. Used by several threads.
     *
     * @param storeProvider finds the partitions, to be asked anew for every read
     * @param storeName the store's name
     */
    T create(StateStoreProvider storeProvider, String storeName);
}
