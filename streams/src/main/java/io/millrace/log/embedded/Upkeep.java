package io.millrace.log.embedded;

import org.jspecify.annotations.Nullable;

/** What retention and compaction remember of a partition between two steps. Owned by the committer; lost on restart. */
final class Upkeep {

    /** More than there can be, so that it always counts as enough. */
    static final long UNKNOWN = Long.MAX_VALUE / 4;

    /** The start offset that is on disk. */
    long storedStart;

    /** Everything before this offset has been removed from disk. */
    long removedBefore;

    /** The oldest batch, once it was looked up. */
    @Nullable
    Oldest oldest;

    /** Where retention last moved the start to. */
    long expiredBefore;

    /** Bytes on disk; counted only for topics with {@code retention.bytes}. */
    long bytes;

    /** Everything before this offset is counted in {@link #bytes}. */
    long countedBefore;

    /** Everything before this offset holds each key once. */
    long cleanBefore;

    /** Bytes before {@link #cleanBefore} after the last pass. */
    long cleanBytes;

    /** Bytes that were committed after {@link #cleanBefore}; {@link #UNKNOWN} until the first pass. */
    long dirtyBytes = UNKNOWN;

    /** Sets it up for a partition that begins here, on disk as in memory. */
    void recover(long start) {
        storedStart = start;
        removedBefore = start;
        expiredBefore = start;
        countedBefore = start;
    }

    /**
     * A batch by what retention needs of it.
     *
     * @param endOffset the offset after it
     * @param timestamp when it counts as written
     * @param bytes its size
     */
    record Oldest(long endOffset, long timestamp, int bytes) {}
}
