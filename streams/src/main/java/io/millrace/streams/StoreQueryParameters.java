package io.millrace.streams;

import io.millrace.streams.state.QueryableStoreType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which store is to be read, as what, and where. Immutable.
 *
 * <pre>{@code
 * ReadOnlyKeyValueStore<String, Long> counts = streams.store(
 *         StoreQueryParameters.fromNameAndType("counts", QueryableStoreTypes.keyValueStore()));
 * }</pre>
 *
 * @param <T> what the store is read as
 */
public class StoreQueryParameters<T> {

    private final String storeName;
    private final QueryableStoreType<T> queryableStoreType;
    private final @Nullable Integer partition;
    private final boolean staleStores;

    /**
     * Makes it.
     *
     * @param storeName the store's name
     * @param queryableStoreType what the store is read as
     * @param partition the only partition that is read; null for all that this instance holds
     * @param staleStores whether standbys and stores that are being restored are read too
     */
    protected StoreQueryParameters(
            String storeName,
            QueryableStoreType<T> queryableStoreType,
            @Nullable Integer partition,
            boolean staleStores) {
        this.storeName = storeName;
        this.queryableStoreType = queryableStoreType;
        this.partition = partition;
        this.staleStores = staleStores;
    }

    /**
     * All active partitions of a store that this instance holds.
     *
     * @param storeName the store's name
     * @param queryableStoreType one of {@link io.millrace.streams.state.QueryableStoreTypes}, or your own
     */
    public static <T> StoreQueryParameters<T> fromNameAndType(
            String storeName, QueryableStoreType<T> queryableStoreType) {
        return new StoreQueryParameters<>(storeName, queryableStoreType, null, false);
    }

    /**
     * Only one partition of the store.
     *
     * @param partition its number
     */
    public StoreQueryParameters<T> withPartition(@Nullable Integer partition) {
        return new StoreQueryParameters<>(storeName, queryableStoreType, partition, staleStores);
    }

    /** Also standbys and stores that are being restored, which may lie behind. */
    public StoreQueryParameters<T> enableStaleStores() {
        return new StoreQueryParameters<>(storeName, queryableStoreType, partition, true);
    }

    /** The store's name. */
    public String storeName() {
        return storeName;
    }

    /** What the store is read as. */
    public QueryableStoreType<T> queryableStoreType() {
        return queryableStoreType;
    }

    /** The only partition that is read; null for all that this instance holds. */
    public @Nullable Integer partition() {
        return partition;
    }

    /** Whether standbys and stores that are being restored are read too. */
    public boolean staleStoresEnabled() {
        return staleStores;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoreQueryParameters<?> that
                && storeName.equals(that.storeName)
                && queryableStoreType.equals(that.queryableStoreType)
                && Objects.equals(partition, that.partition)
                && staleStores == that.staleStores;
    }

    @Override
    public int hashCode() {
        return Objects.hash(storeName, queryableStoreType, partition, staleStores);
    }

    @Override
    public String toString() {
        return "StoreQueryParameters {partition=" + partition + ", staleStores=" + staleStores + ", storeName="
                + storeName + ", queryableStoreType=" + queryableStoreType + "}";
    }
}
