package io.millrace.log.embedded;

import io.millrace.store.rocksdb.StoreTuning;

/**
 * How much an embedded log may use.
 *
 * @param memoryBytes memory for the database and the hot tails of partitions together; a third goes to the tails
 * @param queuedBytesMax how much may be committed and not yet written; a commit that finds more waiting waits itself
 * @param pollRecordsMax records of one partition that one poll returns at most
 * @param pollBytesMax bytes of one partition that one poll returns at most, if that is more than one record
 * @param tuning how users want the stores beside the log to be kept
 */
public record EmbeddedSettings(
        long memoryBytes, long queuedBytesMax, int pollRecordsMax, int pollBytesMax, StoreTuning tuning) {

    /** Enough to keep a disk busy while the next group is filled, and not much of a heap. */
    public static final long QUEUED_BYTES_MAX = 64L << 20;

    /** As Kafka's consumer has it for a whole poll, twice over. */
    public static final int POLL_RECORDS_MAX = 1000;

    /** As Kafka's consumer has it per partition. */
    public static final int POLL_BYTES_MAX = 1 << 20;

    public EmbeddedSettings {
        requirePositive("memoryBytes", memoryBytes);
        requirePositive("queuedBytesMax", queuedBytesMax);
        requirePositive("pollRecordsMax", pollRecordsMax);
        requirePositive("pollBytesMax", pollBytesMax);
    }

    /** The defaults, with this much memory. */
    public static EmbeddedSettings ofMemory(long memoryBytes) {
        return new EmbeddedSettings(memoryBytes, QUEUED_BYTES_MAX, POLL_RECORDS_MAX, POLL_BYTES_MAX, StoreTuning.NONE);
    }

    /** The same with stores as users want them. */
    public EmbeddedSettings tuned(StoreTuning wanted) {
        return new EmbeddedSettings(memoryBytes, queuedBytesMax, pollRecordsMax, pollBytesMax, wanted);
    }

    long tailBytesMax() {
        return memoryBytes / 3;
    }

    long databaseBytes() {
        return memoryBytes - tailBytesMax();
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1)");
        }
    }
}
