package io.millrace.store;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Brings a slot up to date with its changelog, batch by batch. The store need not be open, and nobody else changes the
 * slot meanwhile. One thread at a time.
 */
public interface StoreRestorer {

    /**
     * Whether of several records of one key only the last one counts, so that records may wait for others before they
     * are applied.
     */
    boolean isNewestEnough();

    /**
     * Adds what becomes of a record. Records come in the order of the changelog.
     *
     * @param key its key
     * @param value its value; null when the key is gone
     * @param timestamp its timestamp
     * @param headers its headers
     */
    void restore(byte[] key, byte @Nullable [] value, long timestamp, Iterable<Header> headers, StateChanges changes);

    /** Adds what the store keeps besides its entries. Called at the end of each batch, before it is applied. */
    void endBatch(StateChanges changes);

    /**
     * The restorer of a store that is all described by its spec.
     *
     * @param slot what is filled
     * @param committed what the slot holds
     */
    static StoreRestorer of(StoreSpec spec, StoreSlot slot, ByteStore committed) {
        return new EntryRestorer(spec, slot, committed);
    }
}
