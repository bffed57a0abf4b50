package io.millrace.store;

/**
 * Where the state of one store and one partition lives.
 *
 * @param store the store's name
 * @param partition the partition of the task that owns it; {@link #GLOBAL} for a store that is not partitioned
 */
public record StoreSlot(String store, int partition) {

    /** The partition of stores that hold everything. */
    public static final int GLOBAL = -1;

    public StoreSlot {
        if (partition < GLOBAL) {
            throw new IllegalArgumentException("partition: " + partition + " (expected: >= " + GLOBAL + ")");
        }
    }
}
