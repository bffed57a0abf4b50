package io.millrace.log;

import org.apache.kafka.common.TopicPartition;

/**
 * A read at an offset that a partition does not have: removed by retention or purge, or never written. The reader
 * decides where to go on, by its reset policy or by failing.
 */
public final class OutOfRangeException extends LogException {

    private static final long serialVersionUID = 1L;

    private final TopicPartition partition;
    private final long position;

    /**
     * @param position where the read was to begin
     * @param startOffset the first offset that exists
     * @param endOffset the offset after the last
     */
    public OutOfRangeException(TopicPartition partition, long position, long startOffset, long endOffset) {
        super("position " + position + " of " + partition + " (expected: from " + startOffset + " to " + endOffset
                + "); the records were removed by retention or purge, or never written: seek to one that exists");
        this.partition = partition;
        this.position = position;
    }

    /** Where the read was. */
    public TopicPartition partition() {
        return partition;
    }

    /** The offset that does not exist. */
    public long position() {
        return position;
    }
}
