package io.millrace.store;

/**
 * Where the committed state of an application instance lives: every store's every partition, in one place, so that a
 * commit is one atomic batch and memory is one setting. Thread safe; a slot has one owner at a time.
 */
public interface StateDatabase extends AutoCloseable {

    /**
     * The committed state of a slot.
     *
     * @param slot which store and partition
     * @param residence where its entries are to be read from
     */
    ByteStore open(StoreSlot slot, Residence residence);

    /** Gives a slot up. What it holds stays. */
    void release(StoreSlot slot);

    /**
     * Applies changes to any number of slots, all or nothing. They are visible when this returns, and as durable as the
     * log that carries them makes them.
     */
    void apply(StateChanges changes);

    /** Removes all that a slot holds. */
    void clear(StoreSlot slot);

    /** What it says of itself. */
    default StateFigures figures() {
        return StateFigures.NONE;
    }

    @Override
    void close();

    /** Where entries are read from. */
    enum Residence {
        /** From disk, through the shared block cache. */
        DISK,
        /** From the heap; kept on disk too where the log carries state, so that nothing is lost. */
        MEMORY
    }
}
