package io.millrace.store;

/** A store builder that can tell what it builds; all of ours can. The planner needs it for the changelog's settings. */
public interface SpecifiedStore {

    /** What is built, with the flags as they are now. */
    StoreSpec spec();

    /**
     * What restores one of these stores from its changelog; to be replaced where a record of the changelog is not an
     * entry of the byte store.
     *
     * @param slot what is filled
     * @param committed what the slot holds
     */
    default StoreRestorer restorer(StoreSlot slot, ByteStore committed) {
        return StoreRestorer.of(spec(), slot, committed);
    }
}
