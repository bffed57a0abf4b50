package io.millrace.store;

/**
 * A typed store as the commit cycle sees it: what is written and not yet committed, and what is held back. Called by
 * the worker that owns the task, never while a record is being processed.
 *
 * <p>A commit goes: {@link #emit} on every store in the order of registration, until nothing is held back;
 * {@link #seal} on every store; records, offsets and changes are committed while the worker goes on; {@link #applied}
 * when they are in the byte store. One sealed generation is under way at a time. A task that fails drops its stores;
 * nothing needs to be undone, since nothing uncommitted has left them.
 */
public interface BufferedStore {

    /** The store's name. */
    String name();

    /**
     * Forwards what is held back, oldest update first. Forwarding may write to this store and to others again.
     *
     * @return whether anything was forwarded; the worker calls all stores again until none has anything left
     */
    boolean emit();

    /** Adds everything written since the last call to {@code changes}. Entries stay readable. */
    void seal(StateChanges changes);

    /** How much it holds on the heap, in bytes. */
    default long cachedBytes() {
        return 0;
    }

    /** The changes last sealed are now in the byte store. */
    void applied();
}
