package io.millrace.testing;

import io.millrace.log.LogRecord;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record that a transaction holds; it has no offset yet. */
final class StagedRecord {

    /** About what a record costs besides its bytes. */
    private static final int OVERHEAD_BYTES = 24;

    private final TopicPartition partition;
    private final long timestamp;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<Header> headers;

    StagedRecord(
            TopicPartition partition,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<Header> headers) {
        this.partition = partition;
        this.timestamp = timestamp;
        this.key = key;
        this.value = value;
        this.headers = headers;
    }

    TopicPartition partition() {
        return partition;
    }

    /** The record, in its place. */
    LogRecord at(long offset) {
        return new LogRecord(offset, timestamp, key, value, headers);
    }

    long sizeBytes() {
        long size = OVERHEAD_BYTES;
        size += key == null ? 0 : key.length;
        size += value == null ? 0 : value.length;
        for (Header header : headers) {
            byte[] content = header.value();
            size += header.key().length();
            size += content == null ? 0 : content.length;
        }
        return size;
    }
}
