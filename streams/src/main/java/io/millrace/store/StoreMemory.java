package io.millrace.store;

/**
 * What the stores of one worker hold on the heap, against what they may. Owned by the worker.
 *
 * <p>Two limits: entries that are clean are dropped, least recently used first, when all entries pass the cache's
 * limit; and the worker commits early when what is written but not committed passes either limit, because such entries
 * cannot be dropped.
 */
public final class StoreMemory {

    private final long cacheTotalBytes;
    private final long uncommittedLimitBytes;
    private long cacheLimitBytes;
    private long usedBytes;
    private long uncommittedBytes;

    /**
     * @param cacheTotalBytes the application's record cache, all of it this worker's unless it is
     *     {@linkplain #shareCache shared}; 0 turns holding back off
     * @param uncommittedLimitBytes how much may be uncommitted before the worker is asked to commit early
     */
    public StoreMemory(long cacheTotalBytes, long uncommittedLimitBytes) {
        this.cacheTotalBytes = cacheTotalBytes;
        this.cacheLimitBytes = cacheTotalBytes;
        this.uncommittedLimitBytes = uncommittedLimitBytes;
    }

    /** Whether updates may be held back until the commit. */
    public boolean holdsBack() {
        return cacheTotalBytes > 0;
    }

    /** So many workers share the cache from now on. A worker that has more than its share gives it up step by step. */
    public void shareCache(int workers) {
        cacheLimitBytes = cacheTotalBytes / Math.max(1, workers);
    }

    /** Entries were added (positive) or dropped (negative). */
    public void use(long bytes) {
        usedBytes += bytes;
    }

    /** Entries became uncommitted (positive) or were sealed into a commit (negative). */
    public void uncommitted(long bytes) {
        uncommittedBytes += bytes;
    }

    /** Whether clean entries should be dropped. */
    public boolean isOverCacheLimit() {
        return usedBytes > cacheLimitBytes;
    }

    /** Whether the worker should commit now, so that entries become clean. */
    public boolean wantsCommit() {
        return uncommittedBytes > uncommittedLimitBytes || (cacheTotalBytes > 0 && uncommittedBytes > cacheLimitBytes);
    }

    /** Bytes that are held on the heap. */
    public long usedBytes() {
        return usedBytes;
    }

    /** Bytes that are not committed. */
    public long uncommittedBytes() {
        return uncommittedBytes;
    }
}
