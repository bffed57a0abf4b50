package io.millrace.store;

/** A store builder that can tell what it builds; all of ours can. The planner needs it for the changelog's settings. */
public interface SpecifiedStore {

    /** What is built, with the flags as they are now. */
    StoreSpec spec();
}
