package io.millrace.engine.task;

import io.millrace.log.LogRecord;
import io.millrace.metrics.Meters;
import io.millrace.metrics.Tally;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Counts what passes between a node and a topic: group {@code stream-topic-metrics}. Bytes are counted as in Kafka
 * Streams: keys, values, headers, and for each record its place and its time. Owned by the task's worker.
 */
final class TopicMeters {

    private static final long OFFSET_TIMESTAMP_PARTITION_BYTES = 8 + 8 + 4;

    private final Tally records;
    private final Tally bytes;
    private final long bytesPerRecord;

    /** @param passed {@code consumed} or {@code produced} */
    TopicMeters(Meters meters, String topic, String passed) {
        this.records = meters.total("records-" + passed, "records " + passed);
        this.bytes = meters.total("bytes-" + passed, "bytes " + passed);
        this.bytesPerRecord = OFFSET_TIMESTAMP_PARTITION_BYTES + topic.getBytes(StandardCharsets.UTF_8).length;
    }

    void add(LogRecord record) {
        add(record.key(), record.value());
        if (!record.headers().isEmpty()) {
            record.headers().forEach(this::add);
        }
    }

    void add(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        add(key, value);
        for (Header header : headers.toArray()) {
            add(header);
        }
    }

    private void add(byte @Nullable [] key, byte @Nullable [] value) {
        records.add();
        bytes.add(bytesPerRecord + (key == null ? 0 : key.length) + (value == null ? 0 : value.length));
    }

    private void add(Header header) {
        byte[] content = header.value();
        bytes.add(header.key().getBytes(StandardCharsets.UTF_8).length + (content == null ? 0 : content.length));
    }
}
