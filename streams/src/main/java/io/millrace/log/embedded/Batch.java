package io.millrace.log.embedded;

/**
 * A sealed batch of one partition. Its base offset is given once, when its transaction is submitted; from then on it
 * does not change and may be read by any thread.
 */
final class Batch {

    private final Partition partition;
    private final byte[] bytes;
    private long baseOffset = -1;

    /** A batch that is not in the log yet. */
    Batch(Partition partition, byte[] bytes) {
        this.partition = partition;
        this.bytes = bytes;
    }

    /** A batch with its place in the log. */
    Batch(Partition partition, byte[] bytes, long baseOffset) {
        this(partition, bytes);
        this.baseOffset = baseOffset;
    }

    /** Gives it its place. Under the gate, before any other thread sees it. */
    void place(long offset) {
        if (baseOffset >= 0) {
            throw new AssertionError("batch already has its place: " + partition.name() + " " + baseOffset);
        }
        baseOffset = offset;
    }

    Partition partition() {
        return partition;
    }

    byte[] bytes() {
        return bytes;
    }

    long baseOffset() {
        return baseOffset;
    }

    /** The offset after the last that it takes up. */
    long endOffset() {
        return baseOffset + BatchFormat.span(bytes);
    }

    /** When it counts as written, for retention: never earlier than it was in fact appended. */
    long retentionTimestamp() {
        return Math.max(BatchFormat.maxTimestamp(bytes), BatchFormat.appendedMs(bytes));
    }
}
