package io.millrace.streams.state.internals;

import io.millrace.streams.state.QueryableStoreType;
import java.util.List;

/**
 * Finds the partitions of a store that this instance holds, for those who make one reading out of them. Thread safe.
 */
public interface StateStoreProvider {

    /**
     * The partitions of a store, each opened for reading what is committed. To be asked anew for every read: partitions
     * move between instances, and what is returned belongs to the thread that asked.
     *
     * @param storeName the store's name
     * @param queryableStoreType what it is read as
     * @return at least one
     * @throws io.millrace.streams.errors.InvalidStateStoreException if none can be read here; the subclass says why
     */
    <T> List<T> stores(String storeName, QueryableStoreType<T> queryableStoreType);
}
