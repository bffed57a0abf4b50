package io.millrace.testing;

import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record that a transaction holds; it has no offset yet. */
record StagedRecord(
        TopicPartition partition,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers) {

    /** About what a record costs besides its bytes. */
    private static final int OVERHEAD_BYTES = 24;

    long sizeBytes() {
        long size = OVERHEAD_BYTES + (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
        for (Header header : headers) {
            byte[] content = header.value();
            size += header.key().length() + (content == null ? 0 : content.length);
        }
        return size;
    }
}
