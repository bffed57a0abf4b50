package io.millrace.store;

import io.millrace.metrics.Meters;
import io.millrace.streams.processor.RecordContext;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.query.Position;
import org.jspecify.annotations.Nullable;

/**
 * All that a store sees of the engine: the {@code StateStoreContext} that the engine hands to {@code StateStore.init}.
 * A store of ours that is initialised with another context (a user's mock, say) keeps its entries on the heap and
 * commits nothing. Owned by the task's worker.
 */
public interface StoreScope extends StateStoreContext {

    /** The committed state of a store in this task's partition. */
    ByteStore open(StoreSlot slot, StateDatabase.Residence residence);

    /** The slot of a store in this task. */
    StoreSlot slot(String store);

    /** Adds a store to the commit cycle; the order of registration is the order of emission. */
    void register(BufferedStore store);

    /**
     * Where a store's changes are logged; null when they are not: the log carries state, logging is off, or the store
     * is filled from a topic that serves as its changelog.
     */
    @Nullable
    ChangelogWriter changelog(String store);

    /**
     * Measures what is done with a store; null for nothing.
     *
     * @param users whether its bytes are the user's own
     */
    default @Nullable StoreMeters meters(StoreSpec spec, boolean users) {
        return null;
    }

    /** What is measured of a store at level DEBUG; null for nothing. */
    default @Nullable Meters details(StoreSpec spec) {
        return null;
    }

    /** Memory that the worker's stores share. */
    StoreMemory memory();

    /** The record that is being processed, as an immutable snapshot. */
    RecordContext currentRecord();

    /** Has what is kept of the current record written down, without an object for it. */
    default void keepCurrentRecord(HeldRecord into) {
        RecordContext current = currentRecord();
        into.keep(current.topic(), current.partition(), current.offset(), current.timestamp(), current.headers());
    }

    /**
     * Puts another record in the place of the current one while held-back updates are forwarded. What is given may
     * change once the next one is put in its place.
     */
    void currentRecord(RecordContext record);

    /** Counts a record that was dropped because its segment has expired. */
    void recordDropped();

    /** How far the input counts in what the store holds, at least. */
    Position position();

    /** Whether the store is opened only to be read: what is written to it would reach nobody. */
    default boolean readsOnly() {
        return false;
    }
}
