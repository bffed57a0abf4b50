package io.millrace.log.embedded;

import org.jspecify.annotations.Nullable;

/** What retention and compaction remember of a partition between two steps. Owned by the committer; lost on restart. */
final class Upkeep {

    /** The start offset that is on disk. */
    long storedStart;

    /** Everything before this offset has been removed from disk. */
    long removedBefore;

    /** The oldest batch, once it was looked up. */
    @Nullable Oldest oldest;

    /** Bytes on disk; counted only for topics with {@code retention.bytes}. */
    long bytes;

    /** Everything before this offset is counted in {@link #bytes}. */
    long countedBefore;

    /** Everything before this offset holds each key once. */
    long cleanBefore;

    /** Bytes before {@link #cleanBefore} after the last pass. */
    long cleanBytes;

    /** Bytes that were committed after {@link #cleanBefore}. Beyond all bounds while that is not known. */
    long dirtyBytes = Long.MAX_VALUE / 4;

    /** The compaction that is under way. */
    @Nullable CompactionPass pass;

    /**
     * A batch by what retention needs of it.
     *
     * @param endOffset the offset after it
     * @param timestamp when it counts as written
     * @param bytes its size
     */
    record Oldest(long endOffset, long timestamp, int bytes) {}
}
